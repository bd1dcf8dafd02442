// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.LongStream;

/** Several small programs in one, chosen by the first argument. */
public class Programs {
    public static void main(String[] arguments) throws Throwable {
        try {
            Programs.class.getDeclaredMethod(arguments[0]).invoke(null);
        } catch (InvocationTargetException exception) {
            throw exception.getCause();
        }
    }

    // ---- threads ----

    private static long counter;

    private static synchronized void count() {
        counter++;
    }

    private static void runAll(int threads, Runnable body) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(body);
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    static void threads() throws Exception {
        AtomicLong fast = new AtomicLong();
        runAll(20, () -> {
            for (int i = 0; i < 2000; i++) {
                count();
                fast.incrementAndGet();
            }
        });
        System.out.println("counted " + counter + " " + fast);

        var queue = new ArrayBlockingQueue<Integer>(3);
        Thread producer = new Thread(() -> {
            try {
                for (int i = 0; i < 2000; i++) {
                    queue.put(i);
                }
            } catch (InterruptedException exception) {
                throw new IllegalStateException(exception);
            }
        });
        producer.start();
        long sum = 0;
        for (int i = 0; i < 2000; i++) {
            sum += queue.take();
        }
        System.out.println("queue " + sum);

        Object monitor = new Object();
        int[] turn = {0};
        AtomicInteger players = new AtomicInteger();
        runAll(2, () -> {
            int me = players.getAndIncrement();
            for (int i = 0; i < 200; i++) {
                synchronized (monitor) {
                    while (turn[0] % 2 != me) {
                        try {
                            monitor.wait();
                        } catch (InterruptedException exception) {
                            return;
                        }
                    }
                    turn[0]++;
                    monitor.notifyAll();
                }
            }
        });
        System.out.println("turns " + turn[0]);

        var pool = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int n = i;
            tasks.add(() -> n * n);
        }
        int total = 0;
        for (Future<Integer> future : pool.invokeAll(tasks)) {
            total += future.get();
        }
        System.out.println("pool " + total);
        try {
            pool.submit(() -> Integer.parseInt("no number")).get();
        } catch (ExecutionException exception) {
            System.out.println("failed: " + exception.getCause().getMessage());
        }
        pool.shutdown();
        System.out.println("ended " + pool.awaitTermination(20, TimeUnit.SECONDS));
        System.out.println("parallel " + LongStream.range(0, 1000000).parallel().sum());
        System.out.println("joined " + CompletableFuture.supplyAsync(() -> 20).thenCombineAsync(
            CompletableFuture.supplyAsync(() -> 22), Integer::sum, ForkJoinPool.commonPool()).get());

        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(60000);
            } catch (InterruptedException exception) {
                System.out.println("interrupted");
            }
        });
        sleeper.start();
        sleeper.interrupt();
        sleeper.join();
        Thread parked = new Thread(LockSupport::park);
        parked.start();
        LockSupport.unpark(parked);
        parked.join();

        CyclicBarrier barrier = new CyclicBarrier(4);
        CountDownLatch latch = new CountDownLatch(4);
        runAll(4, () -> {
            try {
                for (int i = 0; i < 50; i++) {
                    barrier.await();
                }
            } catch (Exception exception) {
                throw new IllegalStateException(exception);
            }
            latch.countDown();
        });
        System.out.println("met " + latch.await(20, TimeUnit.SECONDS));
        var lock = new ReentrantReadWriteLock();
        int[] pair = new int[2];
        AtomicInteger torn = new AtomicInteger();
        AtomicInteger who = new AtomicInteger();
        runAll(4, () -> {
            boolean writer = who.getAndIncrement() == 0;
            for (int i = 0; i < 1000; i++) {
                var side = writer ? lock.writeLock() : lock.readLock();
                side.lock();
                if (writer) {
                    pair[0]++;
                    pair[1]++;
                } else if (pair[0] != pair[1]) {
                    torn.incrementAndGet();
                }
                side.unlock();
            }
        });
        System.out.println("torn " + torn);
        Thread daemon = new Thread(() -> { for (;;) { } });
        daemon.setDaemon(true);
        daemon.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.exit(4);
    }

    // ---- garbage ----

    private record Node(Node left, Node right, byte[] payload) {
        static Node grow(int depth) {
            return depth == 0 ? null : new Node(grow(depth - 1), grow(depth - 1), new byte[16]);
        }

        int size() {
            return 1 + (left == null ? 0 : left.size()) + (right == null ? 0 : right.size());
        }
    }

    static void garbage() throws Exception {
        AtomicLong nodes = new AtomicLong();
        Node kept = Node.grow(14);
        runAll(2, () -> {
            for (int i = 0; i < 60; i++) {
                nodes.addAndGet(Node.grow(11).size());
            }
        });
        System.out.println("nodes " + nodes + " " + kept.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100000; i++) {
            text.append(Integer.toString(i).hashCode());
            if (text.length() > 100000) {
                text.setLength(0);
            }
        }
        System.out.println("text " + text.length());
        List<ByteBuffer> direct = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            direct.add(ByteBuffer.allocateDirect(1 << 16));
            if (direct.size() > 20) {
                direct.clear();
            }
        }
        try {
            List<long[]> hoard = new ArrayList<>();
            for (;;) {
                hoard.add(new long[1 << 16]);
            }
        } catch (OutOfMemoryError error) {
            System.out.println("out of memory");
        }
        System.gc();
        System.out.println("goes on " + Node.grow(10).size());
    }

    // ---- faults that the JVM turns into exceptions ----

    private static class Holder {
        int value = 1;
        Holder next;
    }

    private static int read(Holder holder) {
        return holder.value;
    }

    static void faults() {
        Holder holder = new Holder();
        long sum = 0;
        int caught = 0;
        // Hot first, so that the compiled method has no explicit test; then null now and then.
        for (int i = 0; i < 3000000; i++) {
            try {
                sum += read(i > 1000000 && i % 10000 == 0 ? null : holder);
            } catch (NullPointerException exception) {
                caught++;
            }
        }
        System.out.println("null " + sum + " " + caught);

        int zero = 0;
        for (int i = 0; i < 200000; i++) {
            try {
                sum += i / (i % 100 == 0 ? zero : 7);
            } catch (ArithmeticException exception) {
                caught++;
            }
        }
        System.out.println("divided " + sum + " " + caught);
        int[] array = new int[10];
        for (int i = 0; i < 200000; i++) {
            try {
                array[i % 11]++;
            } catch (ArrayIndexOutOfBoundsException exception) {
                caught++;
            }
        }
        System.out.println("bounds " + caught);

        for (int i = 0; i < 3; i++) {
            try {
                dive(0);
            } catch (StackOverflowError error) {
                System.out.println("stack overflow " + (deepest > 1000));
            }
        }
        Thread thread = new Thread(null, () -> {
            try {
                dive(0);
            } catch (StackOverflowError error) {
                System.out.println("and in a thread");
            }
        }, "small", 1 << 18);
        thread.start();
        try {
            thread.join();
            throw new AssertionError(new Holder().next.value);
        } catch (NullPointerException exception) {
            System.out.println("helpful: " + exception.getMessage());
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static int deepest;

    private static int dive(int depth) {
        deepest = Math.max(deepest, depth);
        return dive(depth + 1) + 1;
    }

    // ---- processes, files, sockets ----

    static void processes() throws Exception {
        System.out.println("output " + output(new ProcessBuilder("echo", "hello")));
        Process upper = new ProcessBuilder("tr", "a-z", "A-Z").start();
        try (OutputStream in = upper.getOutputStream()) {
            in.write("shout".getBytes(StandardCharsets.UTF_8));
        }
        System.out.println("input " + new String(upper.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        System.out.println("status " + new ProcessBuilder("sh", "-c", "exit 42").start().waitFor());
        System.out.println("signal " + new ProcessBuilder("sh", "-c", "kill -KILL $$").start().waitFor());
        for (String bad : new String[] {"./missing", "/etc/passwd"}) {
            try {
                new ProcessBuilder(bad).start();
            } catch (IOException exception) {
                System.out.println("cannot run " + exception.getMessage().replaceAll(".*error=", ""));
            }
        }
        ProcessBuilder there = new ProcessBuilder("sh", "-c", "pwd; echo $ONLY; echo err >&2");
        there.directory(Path.of("/usr").toFile()).redirectErrorStream(true).environment().put("ONLY", "this");
        System.out.println("there " + output(there));
        Process sleeper = new ProcessBuilder("sleep", "30").start();
        System.out.println("alive " + sleeper.isAlive() + " " + sleeper.waitFor(20, TimeUnit.MILLISECONDS));
        sleeper.destroy();
        System.out.println("destroyed " + sleeper.waitFor());
        Process stubborn = new ProcessBuilder("sleep", "30").start();
        stubborn.destroyForcibly();
        System.out.println("forcibly " + stubborn.onExit().get().exitValue());

        List<Process> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new ProcessBuilder("sh", "-c", "exit " + i).start());
        }
        int sum = 0;
        for (Process one : many) {
            sum += one.waitFor();
        }
        System.out.println("many " + sum);
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(
            new ProcessBuilder("seq", "1", "1000"), new ProcessBuilder("grep", "7"), new ProcessBuilder("wc", "-l")));
        System.out.println("pipeline " + new String(
            pipeline.get(2).getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        System.out.println("self " + ProcessHandle.current().info().command().orElse("?").endsWith("/java")
            + " " + Files.readString(Path.of("/proc/self/comm")).strip());
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.strip().replace('\n', ',') + " " + process.waitFor();
    }

    static void files() throws Exception {
        Path directory = Files.createDirectories(Path.of("a/b"));
        Path file = Files.writeString(directory.resolve("file"), "text\n".repeat(1000));
        System.out.println("size " + Files.size(file) + " " + Files.getPosixFilePermissions(file).size());
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        try (var walk = Files.walk(Path.of("a"))) {
            System.out.println("walk " + walk.map(Path::toString).sorted().toList());
        }
        try {
            Files.readString(Path.of("missing"));
        } catch (NoSuchFileException exception) {
            System.out.println("missing " + exception.getMessage());
        }
        try (FileChannel channel = FileChannel.open(Path.of("mapped"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 10000);
            map.put(9000, (byte) 7);
            map.force();
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, 9000);
            System.out.println("mapped " + one.get(0) + " " + channel.size() + " " + channel.tryLock().isValid());
        }
        Files.move(file, Path.of("moved"));
        Files.delete(directory.resolve("link"));
        Files.delete(directory);
    }

    static void sockets() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 50, loopback)) {
            Thread accepter = new Thread(() -> {
                for (int i = 0; i < 10; i++) {
                    try {
                        Socket socket = server.accept();
                        new Thread(() -> echo(socket)).start();
                    } catch (IOException exception) {
                        throw new IllegalStateException(exception);
                    }
                }
            });
            accepter.start();
            AtomicInteger right = new AtomicInteger();
            runAll(10, () -> {
                try (Socket socket = new Socket(loopback, server.getLocalPort())) {
                    var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                    for (int i = 0; i < 50; i++) {
                        socket.getOutputStream().write(("line " + i + "\n").getBytes());
                        if (in.readLine().equals("LINE " + i)) {
                            right.incrementAndGet();
                        }
                    }
                } catch (IOException exception) {
                    throw new IllegalStateException(exception);
                }
            });
            accepter.join();
            System.out.println("answers " + right);
        }

        var http = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        http.createContext("/", exchange -> {
            byte[] body = ("you asked for " + exchange.getRequestURI()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/" + i);
            answers.add(client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
        }
        int right = 0;
        for (int i = 0; i < answers.size(); i++) {
            right += answers.get(i).get().body().equals("you asked for /" + i) ? 1 : 0;
        }
        System.out.println("http " + right);
        http.stop(0);
    }

    private static void echo(Socket socket) {
        try (socket; var in = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                socket.getOutputStream().write((line.toUpperCase() + "\n").getBytes());
            }
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    // ---- signals ----

    static void signals() throws Exception {
        CountDownLatch handled = new CountDownLatch(3);
        sun.misc.Signal.handle(new sun.misc.Signal("USR2"), signal -> handled.countDown());
        for (int i = 0; i < 3; i++) {
            long before = handled.getCount();
            sun.misc.Signal.raise(new sun.misc.Signal("USR2"));
            while (handled.getCount() == before) {
                Thread.sleep(1);
            }
        }
        System.out.println("handled " + handled.await(20, TimeUnit.SECONDS));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook after TERM")));
        new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        Thread.sleep(20000);
        System.out.println("not reached");
    }
}

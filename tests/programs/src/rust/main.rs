// SPDX-License-Identifier: GPL-2.0-or-later

//! Threads, channels, panics, processes and sockets of the standard library.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::panic;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel, RecvTimeoutError};
use std::sync::{Arc, Barrier, Condvar, Mutex, Once, RwLock};
use std::thread;
use std::time::Duration;

fn threads() {
    let counter = Arc::new(Mutex::new(0));
    let fast = Arc::new(AtomicUsize::new(0));
    let all: Vec<_> = (0..50)
        .map(|_| {
            let (counter, fast) = (Arc::clone(&counter), Arc::clone(&fast));
            thread::spawn(move || {
                for _ in 0..500 {
                    *counter.lock().unwrap() += 1;
                    fast.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for one in all {
        one.join().unwrap();
    }
    println!("counted {} {}", counter.lock().unwrap(), fast.load(Ordering::SeqCst));

    let mut numbers: Vec<u64> = (0..10000).collect();
    thread::scope(|scope| {
        for part in numbers.chunks_mut(2500) {
            scope.spawn(move || part.iter_mut().for_each(|n| *n *= *n));
        }
    });
    println!("scoped {}", numbers.iter().sum::<u64>());

    let pair = Arc::new((Mutex::new(0), Condvar::new()));
    let other = Arc::clone(&pair);
    let player = thread::spawn(move || turns(&other, 1));
    turns(&pair, 0);
    player.join().unwrap();
    println!("turns {}", pair.0.lock().unwrap());

    let barrier = Arc::new(Barrier::new(4));
    let leaders: usize = (0..4)
        .map(|_| Arc::clone(&barrier))
        .map(|barrier| thread::spawn(move || barrier.wait().is_leader() as usize))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|one| one.join().unwrap())
        .sum();
    println!("leaders {leaders}");

    static ONCE: Once = Once::new();
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| ONCE.call_once(|| drop(CALLS.fetch_add(1, Ordering::SeqCst))));
        }
    });
    println!("once {}", CALLS.load(Ordering::SeqCst));

    let shared = RwLock::new(HashMap::new());
    thread::scope(|scope| {
        for writer in 0..4 {
            let shared = &shared;
            scope.spawn(move || {
                for n in 0..100 {
                    shared.write().unwrap().insert(writer * 100 + n, n);
                }
            });
        }
        scope.spawn(|| while shared.read().unwrap().len() < 400 {
            thread::sleep(Duration::from_millis(1));
        });
    });
    println!("written {}", shared.read().unwrap().len());

    let parked = thread::spawn(|| {
        thread::park();
        "unparked"
    });
    parked.thread().unpark();
    println!("{}", parked.join().unwrap());
    thread::park_timeout(Duration::from_millis(10));
}

fn turns(pair: &(Mutex<u32>, Condvar), me: u32) {
    for _ in 0..200 {
        let guard = pair.0.lock().unwrap();
        let mut turn = pair.1.wait_while(guard, |turn| *turn % 2 != me).unwrap();
        *turn += 1;
        pair.1.notify_all();
    }
}

fn channels() {
    let (to, from) = channel();
    for sender in 0..10u64 {
        let to = to.clone();
        thread::spawn(move || (0..100).for_each(|n| to.send(sender * 1000 + n).unwrap()));
    }
    drop(to);
    println!("sum {}", from.iter().sum::<u64>());

    let (to, from) = sync_channel::<u32>(2);
    let producer = thread::spawn(move || (0..1000).for_each(|n| to.send(n).unwrap()));
    println!("in order {}", from.iter().enumerate().all(|(i, n)| i == n as usize));
    producer.join().unwrap();

    let (to, from) = channel::<()>();
    println!("timed out {}", from.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout));
    drop(to);
    println!("closed {}", from.recv().is_err());
}

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped while panicking: {}", thread::panicking());
    }
}

fn panics() {
    panic::set_hook(Box::new(|_| {}));
    let caught = panic::catch_unwind(|| {
        let _noisy = Noisy;
        let list = vec![1, 2, 3];
        list[list.len() + 4]
    });
    println!("caught {}", caught.is_err());
    let failed = thread::spawn(|| -> () { panic!("in a thread") }).join().unwrap_err();
    println!("joined {:?}", failed.downcast_ref::<&str>());
    let mutex = Arc::new(Mutex::new(1));
    let other = Arc::clone(&mutex);
    let _ = thread::spawn(move || {
        let _guard = other.lock();
        panic!("holding a lock");
    })
    .join();
    println!("poisoned {}", mutex.is_poisoned());
    let caught = (0..5000).filter(|n| panic::catch_unwind(|| assert!(n % 2 == 0)).is_err()).count();
    println!("caught {caught}");
    println!("overflow {}", panic::catch_unwind(|| 250u8 + "abcdefgh".len() as u8).is_err());
}

fn processes() -> io::Result<()> {
    let output = Command::new("echo").arg("hello").output()?;
    println!("output {:?}", String::from_utf8_lossy(&output.stdout));
    println!("status {:?}", Command::new("sh").args(["-c", "exit 42"]).status()?.code());
    println!("signal {:?}", Command::new("sh").args(["-c", "kill -KILL $$"]).status()?.signal());
    println!("missing {:?}", Command::new("./missing").spawn().map(drop).map_err(|e| e.kind()));
    println!("refused {:?}", Command::new("/etc/passwd").spawn().map(drop).map_err(|e| e.kind()));

    let mut sort = Command::new("sort").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    sort.stdin.take().unwrap().write_all(b"b\na\n")?;
    println!("sorted {:?}", String::from_utf8_lossy(&sort.wait_with_output()?.stdout));
    let mut sleeper = Command::new("sleep").arg("30").spawn()?;
    println!("running {:?}", sleeper.try_wait()?);
    sleeper.kill()?;
    println!("killed {:?}", sleeper.wait()?.signal());
    let statuses: Vec<_> = thread::scope(|scope| {
        let all: Vec<_> = (0..16)
            .map(|n| scope.spawn(move || Command::new("sh").arg("-c").arg(format!("exit {n}")).status()))
            .collect();
        all.into_iter().map(|one| one.join().unwrap().unwrap().code().unwrap()).collect()
    });
    println!("many {statuses:?}");
    let forked = unsafe { Command::new("sh").args(["-c", "ulimit -n; pwd"]).current_dir("/usr").env_clear().pre_exec(|| Ok(())).output()? };
    println!("forked {:?}", String::from_utf8_lossy(&forked.stdout));
    Ok(())
}

fn sockets() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || {
        for stream in listener.incoming().take(8) {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                    let answer = line.unwrap().to_uppercase() + "\n";
                    stream.write_all(answer.as_bytes()).unwrap();
                }
            });
        }
    });
    let right: usize = (0..8)
        .map(|client| {
            thread::spawn(move || {
                let mut stream = TcpStream::connect(address).unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                (0..50).filter(|n| {
                    stream.write_all(format!("client {client} line {n}\n").as_bytes()).unwrap();
                    lines.next().unwrap().unwrap() == format!("CLIENT {client} LINE {n}")
                }).count()
            })
        })
        .collect::<Vec<_>>()
        .into_iter()
        .map(|one| one.join().unwrap())
        .sum();
    server.join().unwrap();
    println!("answers {right}");

    let (mut left, mut right) = UnixStream::pair()?;
    let writer = thread::spawn(move || left.write_all(&vec![7; 1 << 20]));
    let mut bytes = Vec::new();
    right.read_to_end(&mut bytes)?;
    writer.join().unwrap()?;
    println!("pair {}", bytes.len());
    right.set_read_timeout(Some(Duration::from_millis(10)))?;
    println!("end {}", right.read(&mut [0])?);
    Ok(())
}

fn main() -> io::Result<()> {
    threads();
    channels();
    panics();
    processes()?;
    sockets()?;
    if std::env::args().count() > 1 {
        // Off the end of the main stack: the runtime reports it and aborts.
        fn dive(n: u64) -> u64 {
            let frame = [n; 64];
            if n == u64::MAX { 0 } else { dive(n + 1) + unsafe { std::ptr::read_volatile(&frame[7]) } }
        }
        println!("{}", dive(0));
    }
    Ok(())
}

// SPDX-License-Identifier: GPL-2.0-or-later

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// An HTTP server on loopback and fifty clients, then bare TCP and Unix sockets.
func serveHTTP() {
	mux := http.NewServeMux()
	big := bytes.Repeat([]byte("large body "), 500000)
	mux.HandleFunc("/echo/", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.TrimPrefix(r.URL.Path, "/echo/"))
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) { w.Write(big) })
	mux.HandleFunc("/upload", func(w http.ResponseWriter, r *http.Request) {
		hash := sha256.New()
		io.Copy(hash, r.Body)
		fmt.Fprintf(w, "%x", hash.Sum(nil))
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	server := &http.Server{Handler: mux}
	ended := make(chan error)
	go func() { ended <- server.Serve(listener) }()
	base := "http://" + listener.Addr().String()

	var right int64
	var clients sync.WaitGroup
	for c := 0; c < 50; c++ {
		clients.Add(1)
		go func(c int) {
			defer clients.Done()
			for i := 0; i < 10; i++ {
				want := fmt.Sprintf("client-%d-%d", c, i)
				response, err := http.Get(base + "/echo/" + want)
				check(err)
				body, err := io.ReadAll(response.Body)
				check(err)
				response.Body.Close()
				if string(body) == want {
					atomic.AddInt64(&right, 1)
				}
			}
		}(c)
	}
	clients.Wait()
	fmt.Println("echoes", right)

	response, err := http.Get(base + "/big")
	check(err)
	body, err := io.ReadAll(response.Body)
	check(err)
	fmt.Println("big", bytes.Equal(body, big))
	response, err = http.Post(base+"/upload", "text/plain", bytes.NewReader(big))
	check(err)
	body, err = io.ReadAll(response.Body)
	check(err)
	fmt.Println("upload", string(body) == fmt.Sprintf("%x", sha256.Sum256(big)))
	response, err = http.Get(base + "/missing")
	check(err)
	fmt.Println("missing", response.StatusCode)
	impatient := http.Client{Timeout: 50 * time.Millisecond}
	_, err = impatient.Get(base + "/slow")
	fmt.Println("slow", os.IsTimeout(err))
	check(server.Shutdown(context.Background()))
	fmt.Println("shut down", errors.Is(<-ended, http.ErrServerClosed))
	_, err = net.Dial("tcp", listener.Addr().String())
	fmt.Println("refused", errors.Is(err, syscall.ECONNREFUSED))

	echo("tcp", "127.0.0.1:0")
	echo("unix", "socket")
	packets()
}

// echo copies a megabyte through a server that sends it back.
func echo(network, address string) {
	listener, err := net.Listen(network, address)
	check(err)
	go func() {
		connection, err := listener.Accept()
		check(err)
		io.Copy(connection, connection)
		connection.Close()
	}()
	connection, err := net.Dial(network, listener.Addr().String())
	check(err)
	go func() {
		connection.Write(make([]byte, 1<<20))
		connection.(interface{ CloseWrite() error }).CloseWrite()
	}()
	back, err := io.Copy(io.Discard, connection)
	check(err)
	fmt.Println(network, back)
	listener.Close()
}

func packets() {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	check(server.SetReadDeadline(time.Now().Add(20 * time.Millisecond)))
	buffer := make([]byte, 100)
	_, _, err = server.ReadFrom(buffer)
	fmt.Println("udp deadline", os.IsTimeout(err))
	client, err := net.Dial("udp", server.LocalAddr().String())
	check(err)
	fmt.Fprint(client, "datagram")
	check(server.SetReadDeadline(time.Now().Add(20 * time.Second)))
	n, _, err := server.ReadFrom(buffer)
	check(err)
	fmt.Println("udp", string(buffer[:n]))
}

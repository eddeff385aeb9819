// Command peer reads the logs that tlog_peer wrote, with the Go implementations of RFC 6962 and of the C2SP
// formats, and writes logs of its own for tlog_peer to read. The layout is described in tlog_peer.cpp.
//
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("peer: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: peer read|write FOLDER")
	}
	var err error
	switch os.Args[1] {
	case "read":
		err = readAll(os.Args[2])
	case "write":
		err = writeAll(os.Args[2])
	default:
		err = fmt.Errorf("unknown verb %q", os.Args[1])
	}
	if err != nil {
		log.Fatal(err)
	}
}

// sizes are those of tlog_peer.cpp.
func sizes() []int64 {
	all := []int64{255, 256, 257, 1000}
	for size := int64(1); size <= 70; size++ {
		all = append(all, size)
	}
	return all
}

func entry(index int64) []byte { return []byte(fmt.Sprintf("entry %d", index)) }

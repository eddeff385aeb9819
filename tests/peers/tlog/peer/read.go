// Reading: every signature, tile, bundle and proof that our code wrote, judged by two Go implementations.

package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	tdlog "github.com/transparency-dev/formats/log"
	tdnote "github.com/transparency-dev/formats/note"
	tdproof "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const cosignedAt = 1794000000 // as in tlog_peer.cpp

type keys struct {
	log     note.Verifier
	witness note.Verifier
}

func readAll(folder string) error {
	k, err := readKeys(folder)
	if err != nil {
		return err
	}
	count := 0
	for _, size := range sizes() {
		n, err := readLog(filepath.Join(folder, strconv.FormatInt(size, 10)), size, k)
		if err != nil {
			return fmt.Errorf("size %d: %w", size, err)
		}
		count += n
	}
	fmt.Printf("peer: Go accepts %d logs and %d proofs of ours\n", len(sizes()), count)
	return nil
}

func readKeys(folder string) (keys, error) {
	vkey, err := os.ReadFile(filepath.Join(folder, "log.vkey"))
	if err != nil {
		return keys{}, err
	}
	wkey, err := os.ReadFile(filepath.Join(folder, "witness.vkey"))
	if err != nil {
		return keys{}, err
	}
	logVerifier, err := note.NewVerifier(string(vkey))
	if err != nil {
		return keys{}, err
	}
	witness, err := tdnote.NewVerifierForCosignatureV1(string(wkey))
	return keys{logVerifier, witness}, err
}

// readLog returns how many proofs it checked.
func readLog(folder string, size int64, k keys) (int, error) {
	checkpoint, err := readCheckpoint(folder, size, k)
	if err != nil {
		return 0, fmt.Errorf("checkpoint: %w", err)
	}
	if err := readTiles(folder, checkpoint); err != nil {
		return 0, fmt.Errorf("tiles: %w", err)
	}
	if err := readBundles(folder, size); err != nil {
		return 0, fmt.Errorf("bundles: %w", err)
	}
	if err := readProofFile(folder, checkpoint); err != nil {
		return 0, fmt.Errorf("tlog-proof: %w", err)
	}
	return readProofs(folder, checkpoint)
}

func readCheckpoint(folder string, size int64, k keys) (*tdlog.Checkpoint, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(raw, note.VerifierList(k.log, k.witness))
	if err != nil {
		return nil, err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return nil, fmt.Errorf("%d signatures verify, want 2", len(opened.Sigs))
	}
	at, err := tdnote.CoSigV1Timestamp(opened.Sigs[1])
	if err != nil || at.Unix() != cosignedAt {
		return nil, fmt.Errorf("cosigned at %v (%v)", at, err)
	}
	checkpoint, rest, _, err := tdlog.ParseCheckpoint(raw, k.log.Name(), k.log, k.witness)
	if err != nil {
		return nil, err
	}
	if checkpoint.Size != uint64(size) || len(rest) != 0 {
		return nil, fmt.Errorf("size %d with %d more bytes", checkpoint.Size, len(rest))
	}
	// The same note must fail when a byte of its text changes, or this test proves nothing.
	spoiled := bytes.Replace(raw, []byte("peer\n"), []byte("pear\n"), 1)
	if _, err := note.Open(spoiled, note.VerifierList(k.log, k.witness)); err == nil {
		return nil, fmt.Errorf("a spoiled note was opened")
	}
	return checkpoint, nil
}

// tileFiles reads C2SP tile paths, which are sumdb's without the height.
type tileFiles struct{ folder string }

func (t tileFiles) Height() int                     { return 8 }
func (t tileFiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func readTiles(folder string, checkpoint *tdlog.Checkpoint) error {
	tree := tlog.Tree{N: int64(checkpoint.Size), Hash: tlog.Hash(checkpoint.Hash)}
	hashes := tlog.TileHashReader(tree, tileFiles{folder})
	for index := int64(0); index < tree.N; index++ {
		// TileHashReader authenticates every tile against the checkpoint's root.
		got, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		if got[0] != tlog.RecordHash(entry(index)) {
			return fmt.Errorf("entry %d has another leaf hash", index)
		}
	}
	return nil
}

func readBundles(folder string, size int64) error {
	next := int64(0)
	for tile := int64(0); tile*256 < size; tile++ {
		path := fmt.Sprintf("tile/entries/%03d", tile)
		if width := size - tile*256; width < 256 {
			path += fmt.Sprintf(".p/%d", width)
		}
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return err
		}
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			if !bytes.Equal(bundle[2:2+length], entry(next)) {
				return fmt.Errorf("%s: entry %d differs", path, next)
			}
			bundle = bundle[2+length:]
			next++
		}
	}
	if next != size {
		return fmt.Errorf("%d entries, want %d", next, size)
	}
	return nil
}

func readProofFile(folder string, checkpoint *tdlog.Checkpoint) error {
	raw, err := os.ReadFile(filepath.Join(folder, "entry.tlog-proof"))
	if err != nil {
		return err
	}
	var parsed tdproof.TLogProof
	if err := parsed.Unmarshal(raw); err != nil {
		return err
	}
	if string(parsed.ExtraData) != "extra data" || !bytes.Equal(parsed.Marshal(), raw) {
		return fmt.Errorf("it is written in another way")
	}
	var hashes [][]byte
	for _, hash := range parsed.Hashes {
		hashes = append(hashes, hash[:])
	}
	leaf := rfc6962.DefaultHasher.HashLeaf(entry(int64(parsed.Index)))
	return proof.VerifyInclusion(rfc6962.DefaultHasher, parsed.Index, checkpoint.Size, leaf, hashes, checkpoint.Hash)
}

func readProofs(folder string, checkpoint *tdlog.Checkpoint) (int, error) {
	file, err := os.Open(filepath.Join(folder, "proofs.txt"))
	if err != nil {
		return 0, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	count := 0
	for ; lines.Scan(); count++ {
		words := strings.Fields(lines.Text())
		number, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			return 0, err
		}
		var hashes []tlog.Hash
		for _, word := range words[2:] {
			hash, err := base64.StdEncoding.DecodeString(word)
			if err != nil {
				return 0, err
			}
			hashes = append(hashes, tlog.Hash(hash))
		}
		if words[0] == "inclusion" {
			err = checkInclusion(number, hashes, checkpoint)
		} else {
			err = checkConsistency(number, hashes[0], hashes[1:], checkpoint)
		}
		if err != nil {
			return 0, fmt.Errorf("%s %d: %w", words[0], number, err)
		}
	}
	return count, lines.Err()
}

func raw(hashes []tlog.Hash) [][]byte {
	var out [][]byte
	for _, hash := range hashes {
		out = append(out, append([]byte(nil), hash[:]...))
	}
	return out
}

func checkInclusion(index int64, hashes []tlog.Hash, checkpoint *tdlog.Checkpoint) error {
	leaf := tlog.RecordHash(entry(index))
	size, root := int64(checkpoint.Size), tlog.Hash(checkpoint.Hash)
	if err := tlog.CheckRecord(hashes, size, root, index, leaf); err != nil {
		return err
	}
	if tlog.CheckRecord(hashes, size, root, index, tlog.RecordHash([]byte("x"))) == nil {
		return fmt.Errorf("another entry is proved, too")
	}
	return proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(index), checkpoint.Size, leaf[:], raw(hashes), checkpoint.Hash)
}

func checkConsistency(old int64, oldRoot tlog.Hash, hashes []tlog.Hash, checkpoint *tdlog.Checkpoint) error {
	size, root := int64(checkpoint.Size), tlog.Hash(checkpoint.Hash)
	if err := tlog.CheckTree(hashes, size, root, old, oldRoot); err != nil {
		return err
	}
	return proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(old), checkpoint.Size, raw(hashes), oldRoot[:], checkpoint.Hash)
}

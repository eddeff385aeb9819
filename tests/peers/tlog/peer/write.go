// Writing: logs built, signed, cosigned and proved by Go alone.

package main

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	tdlog "github.com/transparency-dev/formats/log"
	tdnote "github.com/transparency-dev/formats/note"
	tdproof "github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type signers struct {
	log     note.Signer
	witness note.Signer
}

func writeAll(folder string) error {
	s, err := writeKeys(folder)
	if err != nil {
		return err
	}
	for _, size := range sizes() {
		if err := writeLog(filepath.Join(folder, strconv.FormatInt(size, 10)), size, s); err != nil {
			return fmt.Errorf("size %d: %w", size, err)
		}
	}
	return nil
}

func writeKeys(folder string) (signers, error) {
	skey, vkey, err := note.GenerateKey(rand.Reader, "go.example/log")
	if err != nil {
		return signers{}, err
	}
	wskey, wvkey, err := note.GenerateKey(rand.Reader, "go.example/witness")
	if err != nil {
		return signers{}, err
	}
	if wvkey, err = tdnote.VKeyToCosignatureV1(wvkey); err != nil {
		return signers{}, err
	}
	for name, text := range map[string]string{"log.skey": skey, "log.vkey": vkey, "witness.vkey": wvkey} {
		if err := put(filepath.Join(folder, name), []byte(text)); err != nil {
			return signers{}, err
		}
	}
	logSigner, err := note.NewSigner(skey)
	if err != nil {
		return signers{}, err
	}
	witness, err := tdnote.NewSignerForCosignatureV1(wskey)
	return signers{logSigner, witness}, err
}

func put(path string, bytes []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, bytes, 0o644)
}

// stored is sumdb's own flat store of hashes.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, index := range indexes {
		out = append(out, s[index])
	}
	return out, nil
}

func writeLog(folder string, size int64, s signers) error {
	var hashes stored
	for index := int64(0); index < size; index++ {
		more, err := tlog.StoredHashes(index, entry(index), hashes)
		if err != nil {
			return err
		}
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	text := tdlog.Checkpoint{Origin: s.log.Name(), Size: uint64(size), Hash: root[:]}.Marshal()
	checkpoint, err := note.Sign(&note.Note{Text: string(text)}, s.log, s.witness)
	if err != nil {
		return err
	}
	if err := put(filepath.Join(folder, "checkpoint"), checkpoint); err != nil {
		return err
	}
	if err := writeTiles(folder, size, hashes); err != nil {
		return err
	}
	if err := writeProofFile(folder, size, hashes, checkpoint); err != nil {
		return err
	}
	return writeProofs(folder, size, hashes)
}

func writeTiles(folder string, size int64, hashes stored) error {
	for _, tile := range tlog.NewTiles(8, 0, size) {
		bytes, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		if err := put(filepath.Join(folder, path), bytes); err != nil {
			return err
		}
	}
	return nil
}

func writeProofFile(folder string, size int64, hashes stored, checkpoint []byte) error {
	index := size / 3
	path, err := tlog.ProveRecord(size, index, hashes)
	if err != nil {
		return err
	}
	file := tdproof.TLogProof{Index: uint64(index), Checkpoint: checkpoint, ExtraData: []byte("more")}
	for _, hash := range path {
		file.Hashes = append(file.Hashes, hash)
	}
	return put(filepath.Join(folder, "entry.tlog-proof"), file.Marshal())
}

func line(start string, hashes []tlog.Hash) string {
	for _, hash := range hashes {
		start += " " + base64.StdEncoding.EncodeToString(hash[:])
	}
	return start + "\n"
}

func writeProofs(folder string, size int64, hashes stored) error {
	var text strings.Builder
	step := int64(1)
	if size > 100 {
		step = 41
	}
	for number := int64(0); number < size; number += step {
		path, err := tlog.ProveRecord(size, number, hashes)
		if err != nil {
			return err
		}
		text.WriteString(line(fmt.Sprintf("inclusion %d", number), path))
		old, err := tlog.TreeHash(number+1, hashes)
		if err != nil {
			return err
		}
		tree, err := tlog.ProveTree(size, number+1, hashes)
		if err != nil {
			return err
		}
		text.WriteString(line(fmt.Sprintf("consistency %d", number+1), append([]tlog.Hash{old}, tree...)))
	}
	return put(filepath.Join(folder, "proofs.txt"), []byte(text.String()))
}

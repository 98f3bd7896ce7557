package images

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// PauseName is the image of every pod's sandbox.
const PauseName = "localhost/pause:1"

const (
	loadAddress  = 0x400000
	headersBytes = 64 + 56 // one ELF64 file header and one program header
	// SIGCHLD is 17 and SIG_IGN is 1 on both machines; a parent that ignores SIGCHLD leaves no zombies (sigaction(2)), which
	// pods with a shared process namespace rely on.
	sigChild  = 17
	sigIgnore = 1
)

// A machine is what differs between the processors that the pause program is written for.
type machine struct {
	elfMachine uint16 // e_machine of elf(5)
	code       func(actionAddress uint32) []byte
}

var machines = map[string]machine{
	"amd64": {elfMachine: 62, code: codeAMD64},
	"arm64": {elfMachine: 183, code: codeARM64},
}

// PauseProgram is a static ELF executable that ignores SIGCHLD and then sleeps for ever. It is written out here because a
// compiled one would need a C compiler or another build step for a handful of instructions.
func PauseProgram(architecture string) ([]byte, error) {
	target, known := machines[architecture]
	if !known {
		return nil, fmt.Errorf("no pause program for processor %s; only amd64 and arm64 are supported", architecture)
	}
	// The code's length does not depend on the address it mentions.
	codeBytes := len(target.code(0))
	actionOffset := (headersBytes + codeBytes + 7) / 8 * 8
	code := target.code(uint32(loadAddress + actionOffset))

	// struct sigaction of the kernel: handler, flags, (restorer,) mask; eight bytes each.
	action := make([]byte, 32)
	binary.LittleEndian.PutUint64(action, sigIgnore)
	fileBytes := uint64(actionOffset + len(action))

	var file bytes.Buffer
	write := func(values ...any) {
		for _, value := range values {
			_ = binary.Write(&file, binary.LittleEndian, value) // a bytes.Buffer takes every write
		}
	}
	// elf(5), Elf64_Ehdr: 64-bit, little-endian, version 1, executable, entry right after the headers.
	write([]byte("\x7fELF\x02\x01\x01"), make([]byte, 9), uint16(2), target.elfMachine, uint32(1),
		uint64(loadAddress+headersBytes), uint64(64), uint64(0), uint32(0), uint16(64), uint16(56), uint16(1), uint16(0), uint16(0), uint16(0))
	// elf(5), Elf64_Phdr: the whole file, readable and executable, at loadAddress.
	write(uint32(1), uint32(5), uint64(0), uint64(loadAddress), uint64(loadAddress), fileBytes, fileBytes, uint64(0x1000))
	write(code)
	write(make([]byte, actionOffset-file.Len()))
	write(action)
	return file.Bytes(), nil
}

func codeAMD64(action uint32) []byte {
	address := binary.LittleEndian.AppendUint32(nil, action)
	return bytes.Join([][]byte{
		{0xb8, 13, 0, 0, 0},       // mov eax, 13 (rt_sigaction)
		{0xbf, sigChild, 0, 0, 0}, // mov edi, SIGCHLD
		{0xbe}, address,           // mov esi, action
		{0x31, 0xd2},             // xor edx, edx
		{0x41, 0xba, 8, 0, 0, 0}, // mov r10d, 8 (bytes of the mask)
		{0x0f, 0x05},             // syscall
		{0xb8, 34, 0, 0, 0},      // mov eax, 34 (pause)
		{0x0f, 0x05},             // syscall
		{0xeb, 0xf7},             // jump back to the mov
	}, nil)
}

func codeARM64(action uint32) []byte {
	move := func(register, value uint32) uint32 { return 0xd2800000 | value<<5 | register }     // movz x<register>, value
	moveHigh := func(register, value uint32) uint32 { return 0xf2a00000 | value<<5 | register } // movk …, lsl 16
	const systemCall = 0xd4000001                                                               // svc 0
	var code []byte
	for _, instruction := range []uint32{
		move(0, sigChild), move(1, action&0xffff), moveHigh(1, action>>16), move(2, 0), move(3, 8), move(8, 134), systemCall, // rt_sigaction
		move(0, 0), move(1, 0), move(2, 0), move(3, 0), move(4, 0), move(8, 73), systemCall, // ppoll without end
		0x17fffff9, // branch seven instructions back
	} {
		code = binary.LittleEndian.AppendUint32(code, instruction)
	}
	return code
}

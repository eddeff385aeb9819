#include "server/confine.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <iterator>

#include "base/ensure.h"

namespace muniment::server {
namespace {

// What a server that reads fonts, time zones, certificates of others and shared libraries needs.
constexpr const char* system_folders[] = {"/usr",
                                          "/lib",
                                          "/lib64",
                                          "/etc",
                                          "/var/cache/fontconfig",
                                          "/run/systemd/resolve",
                                          "/proc/self",
                                          "/proc/meminfo",
                                          "/sys/devices/system/cpu",
                                          "/dev/urandom",
                                          "/dev/random"};

constexpr std::uint64_t to_read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t of_files =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr std::uint64_t to_write = to_read | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                   LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                                   LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                   LANDLOCK_ACCESS_FS_MAKE_SYM;
// Everything that the first version knows; what is handled and not allowed is refused.
constexpr std::uint64_t handled_first = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
// Names that headers of 2023 lack (kernel documentation, userspace-api/landlock).
constexpr std::uint64_t access_refer = 1ULL << 13;     // version 2
constexpr std::uint64_t access_truncate = 1ULL << 14;  // version 3
constexpr std::uint64_t access_bind_tcp = 1ULL << 0;   // version 4
constexpr int rule_net_port = 2;

struct RulesetAttributes {
    std::uint64_t files;
    std::uint64_t net;
};
struct NetRule {
    std::uint64_t access;
    std::uint64_t port;
};

class Ruleset {
  public:
    // Kernels differ in what they make of a rule for port 0: where any port will do, ports are left
    // alone.
    Ruleset(int version, bool any_port) : version_(any_port ? std::min(version, 3) : version) {
        version = version_;
        RulesetAttributes wanted{handled_first, version >= 4 ? access_bind_tcp : 0};
        if (version >= 2) wanted.files |= access_refer;
        if (version >= 3) wanted.files |= access_truncate;
        handled_ = wanted.files;
        // Older kernels know a shorter struct.
        const std::size_t size = version >= 4 ? sizeof wanted : sizeof wanted.files;
        file_ = static_cast<int>(syscall(SYS_landlock_create_ruleset, &wanted, size, 0));
    }
    ~Ruleset() {
        if (file_ >= 0) ::close(file_);
    }
    Ruleset(const Ruleset&) = delete;
    Ruleset& operator=(const Ruleset&) = delete;
    bool made() const { return file_ >= 0; }
    bool knows_ports() const { return version_ >= 4; }

    // False when the path is there and cannot be allowed. A path that is not there needs nothing.
    bool allow(const std::string& path, std::uint64_t access) const {
        const int beneath = ::open(path.c_str(), O_PATH | O_CLOEXEC);
        if (beneath < 0) return errno == ENOENT || errno == EACCES;
        struct stat facts{};
        if (::fstat(beneath, &facts) == 0 && !S_ISDIR(facts.st_mode))
            access &= of_files | access_truncate;
        landlock_path_beneath_attr rule{};
        rule.allowed_access = access & handled_;
        rule.parent_fd = beneath;
        const long done =
            syscall(SYS_landlock_add_rule, file_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        ::close(beneath);
        return done == 0;
    }
    bool allow_port(std::uint16_t port) const {
        const NetRule rule{access_bind_tcp, port};
        return syscall(SYS_landlock_add_rule, file_, rule_net_port, &rule, 0) == 0;
    }
    bool enforce() const { return syscall(SYS_landlock_restrict_self, file_, 0) == 0; }

  private:
    int version_;
    int file_ = -1;
    std::uint64_t handled_ = 0;
};

bool allow_all(const Ruleset& ruleset, const Confines& confines) {
    bool good = true;
    for (const char* path : system_folders) good = ruleset.allow(path, to_read) && good;
    const std::uint64_t writing = to_write | access_refer | access_truncate;
    good = ruleset.allow("/dev/null", writing) && good;
    for (const std::string& path : confines.readable) good = ruleset.allow(path, to_read) && good;
    for (const std::string& path : confines.writable) good = ruleset.allow(path, writing) && good;
    if (ruleset.knows_ports())
        for (const std::uint16_t port : confines.listens_on)
            good = ruleset.allow_port(port) && good;
    return good;
}

// Calls by which a program would be started, watched or the machine be changed. No part of the
// server makes them; a thread is made by clone with CLONE_THREAD.
constexpr long refused[] = {SYS_execve,
                            SYS_execveat,
                            SYS_fork,
                            SYS_vfork,
                            SYS_ptrace,
                            SYS_process_vm_readv,
                            SYS_process_vm_writev,
                            SYS_mount,
                            SYS_umount2,
                            SYS_pivot_root,
                            SYS_chroot,
                            SYS_setns,
                            SYS_unshare,
                            SYS_bpf,
                            SYS_perf_event_open,
                            SYS_kexec_load,
                            SYS_kexec_file_load,
                            SYS_init_module,
                            SYS_finit_module,
                            SYS_delete_module,
                            SYS_userfaultfd,
                            SYS_add_key,
                            SYS_request_key,
                            SYS_keyctl,
                            SYS_io_uring_setup,
                            SYS_open_by_handle_at,
                            SYS_personality,
                            SYS_reboot,
                            SYS_swapon,
                            SYS_swapoff,
                            SYS_settimeofday,
                            SYS_clock_settime,
                            SYS_acct,
                            SYS_iopl,
                            SYS_ioperm,
                            SYS_mknod,
                            SYS_mknodat,
                            SYS_setuid,
                            SYS_setgid,
                            SYS_setresuid,
                            SYS_setresgid};

constexpr std::uint32_t clone_thread = 0x00010000;

// A filter in the kernel's own small language. Jumps count instructions forward.
class Filter {
  public:
    Filter() {
        load(offsetof(seccomp_data, arch));
        add(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
        answer(SECCOMP_RET_KILL_PROCESS);
        load(offsetof(seccomp_data, nr));
        // The x32 names of the same calls.
        add(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
        answer(SECCOMP_RET_KILL_PROCESS);
    }
    void refuse(long call) {
        add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1);
        answer(SECCOMP_RET_ERRNO | EPERM);
    }
    // The C library then falls back on clone, whose flags can be seen.
    void deny_existence(long call) {
        add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1);
        answer(SECCOMP_RET_ERRNO | ENOSYS);
    }
    void only_threads() {
        add(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
        load(offsetof(seccomp_data, args));
        add(BPF_JMP | BPF_JSET | BPF_K, clone_thread, 1, 0);
        answer(SECCOMP_RET_ERRNO | EPERM);
        answer(SECCOMP_RET_ALLOW);
    }
    // Packet sockets and the like are for spying on the network.
    void only_usual_sockets() {
        add(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 7);
        load(offsetof(seccomp_data, args));
        unsigned char to_allow = 4;
        for (const int family : {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK})
            add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(family), to_allow--, 0);
        answer(SECCOMP_RET_ERRNO | EPERM);
        answer(SECCOMP_RET_ALLOW);
    }
    bool enforce() {
        answer(SECCOMP_RET_ALLOW);
        const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
        return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    }

  private:
    void add(int code, std::uint32_t value, unsigned char yes, unsigned char no) {
        code_.push_back({static_cast<std::uint16_t>(code), yes, no, value});
    }
    void load(std::size_t offset) {
        add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset), 0, 0);
    }
    void answer(std::uint32_t value) { add(BPF_RET | BPF_K, value, 0, 0); }
    std::vector<sock_filter> code_;
};

bool filter_calls() {
    Filter filter;
    for (const long call : refused) filter.refuse(call);
    filter.deny_existence(SYS_clone3);
    filter.only_threads();
    filter.only_usual_sockets();
    return filter.enforce();
}

Error refused_by_kernel(const char* what) {
    return {Fault::unavailable, std::string("The kernel refused the limits on ") + what + " (" +
                                    std::strerror(errno) +
                                    "). To serve without them, give --unconfined."};
}

}  // namespace

Result<Confined> confine(const Confines& confines) {
    Confined confined;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused_by_kernel("new privileges");
    const auto version = static_cast<int>(
        syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
    if (version >= 1) {
        const bool any_port =
            std::ranges::find(confines.listens_on, 0) != confines.listens_on.end();
        const Ruleset ruleset(version, any_port);
        if (!ruleset.made() || !allow_all(ruleset, confines) || !ruleset.enforce())
            return refused_by_kernel("files");
        confined.files = true;
        confined.ports = ruleset.knows_ports();
    }
    if (!filter_calls()) return refused_by_kernel("calls");
    confined.calls = true;
    return confined;
}

}  // namespace muniment::server

// For tests that must hold on both engines: a fresh database of each, thrown away afterwards.
// PostgreSQL takes part when MUNIMENT_TEST_POSTGRES names a server (tests/support/with_postgres).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/text.h"

namespace muniment::tests {

// Random bytes from a seed, so that a failure can be run again.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed = 1) : state_(seed) {}
    void fill(unsigned char* out, std::size_t size) override {
        for (std::size_t i = 0; i < size; ++i) {
            std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            out[i] = static_cast<unsigned char>(z >> 56);
        }
    }

  private:
    std::atomic<std::uint64_t> state_;
};

// Stands still unless moved.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant at = *parse_fhir_time("2026-11-22T09:00:00Z")) : at_(at) {}
    Instant now() const override { return at_.load(); }
    void move(std::chrono::microseconds by) { at_ = at_.load() + by; }

  private:
    std::atomic<Instant> at_;
};

// A folder under /tmp (or another place) that goes away with the object.
class Folder {
  public:
    Folder() : Folder(std::filesystem::temp_directory_path().string()) {}
    explicit Folder(const std::string& place) {
        std::string name = place + "/muniment-XXXXXX";
        path_ = mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

// Where a test that opens thousands of databases keeps them: in memory where there is such a place.
inline std::string quick_place() {
    std::error_code failed;
    const bool memory = std::filesystem::is_directory("/dev/shm", failed) && !failed &&
                        access("/dev/shm", W_OK) == 0;
    return memory ? "/dev/shm" : std::filesystem::temp_directory_path().string();
}

// MUNIMENT_CHECK=1 (make check) asks for the whole of what make test samples.
inline bool thorough() {
    const char* check = std::getenv("MUNIMENT_CHECK");
    return check != nullptr && std::string(check) == "1";
}

// The seed of a test that chooses at random: MUNIMENT_SEED, or what the test says.
inline std::uint64_t seed_or(std::uint64_t otherwise) {
    const char* given = std::getenv("MUNIMENT_SEED");
    return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
}

enum class Engine { sqlite, postgres };

inline std::vector<Engine> engines() {
    if (std::getenv("MUNIMENT_TEST_POSTGRES") == nullptr) return {Engine::sqlite};
    return {Engine::sqlite, Engine::postgres};
}
inline const char* name_of(Engine engine) {
    return engine == Engine::sqlite ? "SQLite" : "PostgreSQL";
}

// The address of a new, empty database of the engine; SQLite's lies in the folder.
inline std::string fresh_database(Engine engine, const Folder& folder) {
    static std::atomic<int> count = 0;
    const std::string name = "t" + std::to_string(getpid()) + "_" + std::to_string(++count);
    if (engine == Engine::sqlite) return folder.file(name + ".db");
    const std::string server = std::getenv("MUNIMENT_TEST_POSTGRES");
    PGconn* connection = PQconnectdb(server.c_str());
    PQclear(PQexec(connection, ("CREATE DATABASE " + name).c_str()));
    PQfinish(connection);
    return replaced(server, "/postgres?", "/" + name + "?");
}

}  // namespace muniment::tests

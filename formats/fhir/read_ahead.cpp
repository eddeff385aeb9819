// Reading and decompressing ahead of the one who parses. Each file has a place of its own where its
// documents wait, so several threads can work while the files still arrive in order.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "formats/fhir/input.h"

namespace muniment::fhir {

struct ReadAhead::State {
    struct Place {
        std::deque<Result<Document>> waiting;
        bool done = false;
    };
    static constexpr std::size_t waiting_max = 2;  // documents per file

    std::vector<std::string> files;
    InputLimits limits;
    std::size_t threads_count = 1;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Place> places;
    std::size_t next_file = 0;        // to be opened
    std::size_t current_file = 0;     // being handed out
    std::uint64_t waiting_bytes = 0;  // of all documents that wait
    bool stopping = false;
    std::vector<std::thread> threads;

    // Not too far ahead of the reader: that would hold many whole files in memory.
    bool may_open() const {
        return next_file == current_file ||
               (next_file < current_file + 2 * threads_count && has_room());
    }
    bool has_room() const { return waiting_bytes < limits.ahead_bytes_max; }
    // The file that is read from may always bring its next document: so nobody waits for ever.
    bool may_put(std::size_t file) const {
        return places[file].waiting.size() < waiting_max && (file == current_file || has_room());
    }

    void work() {
        while (true) {
            std::size_t mine = 0;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock,
                             [&] { return stopping || next_file == files.size() || may_open(); });
                if (stopping || next_file == files.size()) return;
                mine = next_file++;
            }
            read_file(mine);
            const std::lock_guard lock(mutex);
            places[mine].done = true;
            changed.notify_all();
        }
    }

    bool put(std::size_t file, Result<Document> document) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stopping || places[file].waiting.size() < waiting_max; });
        if (stopping) return false;
        places[file].waiting.push_back(std::move(document));
        changed.notify_all();
        return true;
    }

    void read_file(std::size_t file) {
        try {
            auto input = open_input(files[file], limits);
            if (!input) {
                put(file, input.error());
                return;
            }
            while (true) {
                auto document = input->next();
                if (!document) {
                    put(file, document.error());
                    return;
                }
                if (!*document || !put(file, **std::move(document))) return;
            }
        } catch (const std::bad_alloc&) {
            put(file, Error{Fault::unavailable, files[file] + ": not enough memory to read it."});
        }
    }
};

ReadAhead::ReadAhead(std::vector<std::string> files, unsigned threads, const InputLimits& limits)
    : state_(std::make_unique<State>()) {
    state_->files = std::move(files);
    state_->limits = limits;
    state_->places.resize(state_->files.size());
    state_->threads_count = std::max(1u, threads);
    for (std::size_t i = 0; i < state_->threads_count; ++i)
        state_->threads.emplace_back([state = state_.get()] { state->work(); });
}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
        state_->changed.notify_all();
    }
    for (std::thread& thread : state_->threads) thread.join();
}

std::optional<ReadAhead::Item> ReadAhead::next() {
    State& state = *state_;
    std::unique_lock lock(state.mutex);
    while (state.current_file < state.files.size()) {
        State::Place& place = state.places[state.current_file];
        state.changed.wait(lock, [&] { return !place.waiting.empty() || place.done; });
        if (!place.waiting.empty()) {
            Item item{state.files[state.current_file], std::move(place.waiting.front())};
            place.waiting.pop_front();
            if (item.document) state.waiting_bytes -= item.document->bytes.size();
            state.changed.notify_all();
            return item;
        }
        ++state.current_file;
        state.changed.notify_all();
    }
    return std::nullopt;
}

}  // namespace muniment::fhir

#include "server/http/rate.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cmath>
#include <functional>

#include "base/ensure.h"

namespace muniment::http {

// splitmix64's finishing steps: every bit of the input moves every bit of the output.
static std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

static std::uint64_t keyed_hash(std::string_view key, std::uint64_t seed) {
    std::uint64_t hash = mixed(seed);
    for (const char c : key) hash = mixed(hash ^ (static_cast<unsigned char>(c) + seed));
    return hash == 0 ? 1 : hash;
}

RateLimiter::RateLimiter(Rate rate, std::uint64_t seed, std::size_t places)
    : rate_(rate), seed_(seed), sets_((places + ways - 1) / ways) {
    ensure(!sets_.empty(), "a rate limiter needs a place");
    ensure(rate.per_second <= 0 || rate.burst >= 1, "a bucket that never holds a token");
}

double RateLimiter::tokens_at(const Bucket& bucket, Time now) const {
    const double seconds = std::chrono::duration<double>(now - bucket.at).count();
    return std::min(rate_.burst, bucket.tokens + std::max(seconds, 0.0) * rate_.per_second);
}

RateLimiter::Bucket& RateLimiter::bucket_of(Set& set, std::uint64_t key, Time now) const {
    const auto same = std::ranges::find(set, key, &Bucket::key);
    if (same != set.end()) return *same;
    const auto idle = [&](const Bucket& one) {
        return one.key == 0 ? rate_.burst + 1 : tokens_at(one, now);
    };
    Bucket& taken = *std::ranges::max_element(set, {}, idle);
    taken = {key, rate_.burst, now};
    return taken;
}

int RateLimiter::take(std::string_view key, Time now) {
    if (rate_.per_second <= 0) return 0;
    const std::uint64_t hash = keyed_hash(key, seed_);
    const std::lock_guard lock(mutex_);
    Bucket& bucket = bucket_of(sets_[hash % sets_.size()], hash, now);
    bucket.tokens = tokens_at(bucket, now);
    bucket.at = std::max(bucket.at, now);
    if (bucket.tokens < 1)
        return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / rate_.per_second)));
    bucket.tokens -= 1;
    return 0;
}

std::string address_key(std::string_view address) {
    boost::system::error_code failed;
    const auto parsed = boost::asio::ip::make_address(std::string(address), failed);
    if (failed || parsed.is_v4()) return std::string(address);
    const auto bytes = parsed.to_v6().to_bytes();
    return std::string(bytes.begin(), bytes.begin() + 8);
}

}  // namespace muniment::http

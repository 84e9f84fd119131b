#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// What every fuzz target shares. A target feeds arbitrary bytes to one reader, which must return what it could read and its
/// faults, whatever the bytes: no crash, no undefined behaviour, no exception, no endless run.
///
/// With ZH_FUZZ_PLANT each target holds a false assertion deep in what its reader returns. A fuzzer that cannot find it within
/// a minute would not find a real fault either.
#ifdef ZH_FUZZ_PLANT
#define ZH_PLANT(condition)      \
  do {                           \
    if (condition) std::abort(); \
  } while (false)
#else
#define ZH_PLANT(condition) \
  do {                      \
  } while (false)
#endif

/// A property that holds for every input.
#define ZH_HOLDS(condition)         \
  do {                              \
    if (!(condition)) std::abort(); \
  } while (false)

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

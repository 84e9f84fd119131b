#pragma once
#include <string_view>

/// Declares bytes embedded with zh_embed (cmake/Embed.cmake): ZH_EMBEDDED(zh_catalog_economy) gives
/// `std::string_view zh_catalog_economy_text()`. Use at global scope.
#define ZH_EMBEDDED(symbol)             \
  extern "C" const char symbol[];       \
  extern "C" const char symbol##_end[]; \
  inline std::string_view symbol##_text() { return {symbol, static_cast<std::size_t>(symbol##_end - symbol)}; }

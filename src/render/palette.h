#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace zh::render {

/// Colours of chart series, RRGGBB, told apart also by readers who do not see red and green (after Okabe and Ito, 2008,
/// darkened for print); one list for all formats, so that a series has one colour everywhere.
inline constexpr std::array<std::string_view, 8> kPalette{"1F5C99", "D9822B", "2E8B6F", "8C4A8C",
                                                          "C9A227", "5FA8D3", "A63D40", "6B7280"};

inline constexpr std::string_view palette(std::size_t index) { return kPalette[index % kPalette.size()]; }

}  // namespace zh::render

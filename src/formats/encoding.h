#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace zh::formats {

/// GB18030 to UTF-8; nullopt at the first byte sequence that is none.
std::optional<std::string> from_gb18030(std::string_view bytes);

}  // namespace zh::formats

#pragma once

namespace zh::claim {

/// The simplified character for a traditional one; every other character as it is. One character stays one character.
char32_t simplified(char32_t c);

}  // namespace zh::claim

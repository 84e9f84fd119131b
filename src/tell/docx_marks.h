#pragma once
#include <optional>
#include <string>
#include <vector>

namespace zh::tell {

/// A stretch of a document part's text: characters of w:t elements, which are counted as the reader counts them.
struct TextPlace {
  std::size_t first_node = 0, first_offset = 0;  ///< the first character
  std::size_t last_node = 0, last_offset = 0;    ///< behind the last character, in its element
};

/// The part with comment ranges around the places, by insertions alone.
struct MarkedPart {
  std::string xml;
  std::vector<std::pair<std::size_t, std::size_t>> inserted;  ///< bytes [begin, end) of xml that are new
};

/// Puts a comment range and its reference around each place, ids counting from `first_id`. Runs are split where they must be,
/// with their properties repeated; a place inside a text box, where comments cannot stand, is marked at the run that the box
/// hangs on. nullopt and `why` when the part cannot be followed.
std::optional<MarkedPart> mark_part(const std::string& xml, const std::vector<TextPlace>& places, int first_id,
                                    std::string* why);

}  // namespace zh::tell

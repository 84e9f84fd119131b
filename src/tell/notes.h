#pragma once
#include <functional>
#include <string>
#include <vector>

#include "tell/tell.h"

namespace zh::tell {

/// What a comment in the user's own file says, and of which place.
struct Note {
  readback::Range range;
  std::string text;  ///< lines
};

/// One note at what each open finding is about, with all that is to say, and a short one at each of its numbers that stands
/// elsewhere (at most four): `place` numbers the blocks or cells within which one note is enough; -1: nothing can be noted
/// there.
std::vector<Note> notes_of(const Document& document, const Translate& translate, const std::function<int(std::size_t)>& place);

/// Puts `text` before the last end tag of a part; false when it has none. The prefix of that tag is told first ("x:", "").
bool insert_at_end(std::string& xml, const std::function<std::string(const std::string& prefix)>& text);

}  // namespace zh::tell

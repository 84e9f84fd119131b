#pragma once
#include <functional>
#include <string>
#include <vector>

#include "formats/xlsx_parts.h"
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

/// Whose addresses a package names things by: strict documents have their own.
inline constexpr const char* kTransitional = "http://schemas.openxmlformats.org/";
inline constexpr const char* kStrict = "http://purl.oclc.org/ooxml/";

/// An id that none of a part's relationships has.
std::string fresh_id(const formats::Relationships& links);
/// A relationship added to a .rels part, which is made when it is empty. `type` without its address: "comments". False when the
/// part cannot be added to.
bool add_relationship(std::string& rels, const std::string& id, const std::string& type, const std::string& target,
                      bool strict);
/// Tells a package what a new part is. False when [Content_Types].xml cannot be added to.
bool add_content_type(std::string& types, const std::string& part, const std::string& type);

/// Puts `text` before the last end tag of a part; false when it has none. The prefix of that tag is told first ("x:", "").
bool insert_at_end(std::string& xml, const std::function<std::string(const std::string& prefix)>& text);

}  // namespace zh::tell

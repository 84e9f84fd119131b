#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "check/result.h"
#include "readback/reading.h"

/// What the checker found, told to people and programs: one writer a form.
namespace zh::tell {

/// One checked document. References are to what the caller keeps.
struct Document {
  const readback::Reading& reading;
  const check::Result& result;
  std::vector<std::string> accepted;  ///< by finding: why a person accepted it; empty: it is open

  bool is_accepted(std::size_t finding) const { return finding < accepted.size() && !accepted[finding].empty(); }
  /// Whether a contradiction is left that nobody accepted.
  bool contradicts() const;
};

/// Sets the findings' fingerprints: 16 hexadecimal digits over the rule, the numbers and the sentences or cells that they stand
/// in, without spaces. Edits elsewhere leave them alone; another number in the sentence makes another finding of it.
void set_fingerprints(const readback::Reading& reading, check::Result& result);

/// For a terminal: how much was checked, then each finding with the words around its numbers, the arithmetic and the repair.
struct TextStyle {
  bool colours = false;   ///< numbers are marked by colour, else by carets below them
  bool coverage = false;  ///< lists the unchecked numbers by reason too
};
void write_text(const Document& document, const TextStyle& style, const Translate& translate, std::ostream& out);

/// The machine's form, schema "zhiheng.check/1", one line; offsets in code points of the text.
void write_json(const Document& document, std::ostream& out);

/// SARIF 2.1.0, one run for all documents. `version` is the program's; documentation of the rules in Chinese or English.
std::string write_sarif(const std::vector<const Document*>& documents, const std::string& version, const Translate& translate,
                        bool chinese);

/// One page: the document with its numbers coloured by status, the findings beside it. Needs nothing from elsewhere.
std::string write_html(const Document& document, const Translate& translate, bool chinese);

/// The document's own .docx file with a comment at each finding; everything else as it was. nullopt and a fault when the file
/// cannot be marked.
std::optional<std::string> write_docx(const Document& document, const std::string& bytes, const Translate& translate,
                                      Diagnostics& faults);

/// The same for a workbook: a note on each cell concerned. Cells that have a comment keep it, with ours below.
std::optional<std::string> write_xlsx(const Document& document, const std::string& bytes, const Translate& translate,
                                      Diagnostics& faults);

}  // namespace zh::tell

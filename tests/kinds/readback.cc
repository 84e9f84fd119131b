// Kind "readback": named inputs "file NAME" are documents; a name that ends in .docx or .xlsx is a folder of parts, "file
// a.docx/word/document.xml". The output is what was read of each: its blocks, one a line, cells in brackets, and the faults.
// Kind "tell": the same inputs, checked and told as text; the first line of the input may name another form (json, docx: the
// parts that changed).
#include <map>
#include <sstream>

#include "base/text.h"
#include "check/check.h"
#include "formats/zip.h"
#include "readback/read.h"
#include "suite_runner.h"
#include "tell/tell.h"

namespace zh::suite {
namespace {

constexpr const char* kW = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

std::string same(const char* text) { return text; }

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

/// The documents of a case. Parts of a .docx that are always the same need not be written out; <w> stands for the root with its
/// namespaces.
std::map<std::string, std::string> documents(const Case& test) {
  std::map<std::string, std::string> out;
  std::map<std::string, std::map<std::string, std::string>> archives;
  for (const auto& [name, text] : test.parts) {
    if (name.rfind("file ", 0) != 0) continue;
    const std::string path = name.substr(5);
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) {
      out[path] = text;
      continue;
    }
    std::string part = text;
    replace_all(part, "<w>",
                std::string("<w:document xmlns:w=\"") + kW +
                    "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
                    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>");
    replace_all(part, "</w>", "</w:body></w:document>");
    replace_all(part, "xmlns:w=\"\"", std::string("xmlns:w=\"") + kW + "\"");
    archives[path.substr(0, slash)][path.substr(slash + 1)] = part;
  }
  for (auto& [name, parts] : archives) {
    parts.try_emplace("[Content_Types].xml",
                      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>");
    parts.try_emplace(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
        "Target=\"word/document.xml\"/></Relationships>");
    formats::ZipWriter zip;
    if (parts.count("xl/workbook.xml") != 0) replace_all(parts["_rels/.rels"], "word/document.xml", "xl/workbook.xml");
    for (const auto& [part, xml] : parts) zip.add(part, xml);
    out[name] = zip.finish();
  }
  return out;
}

std::string shown(const std::u32string& text, readback::Range range) {
  std::string out = to_utf8(std::u32string_view(text).substr(range.start, range.end - range.start));
  replace_all(out, "\n", "\\n");
  replace_all(out, "\t", "\\t");
  return out;
}

std::string run_readback(const Case& test) {
  static constexpr const char* kKinds[] = {"paragraph", "heading", "caption", "list item", "table", "chart", "note"};
  std::ostringstream out;
  for (const auto& [name, bytes] : documents(test)) {
    Diagnostics faults;
    MemoryWorld world;
    const auto reading = readback::read_document(name, bytes, world, faults);
    out << name << (reading ? ": " + reading->format : std::string()) << "\n";
    for (const Diagnostic& d : faults.list()) out << describe(d);
    if (!reading) continue;
    for (const readback::Block& block : reading->blocks) {
      out << kKinds[static_cast<int>(block.kind)];
      if (block.level > 0) out << " " << block.level;
      if (block.cells.empty()) {
        out << ": " << shown(reading->text, block.range) << "\n";
        continue;
      }
      out << " " << block.rows << "×" << block.columns;
      if (block.header_rows > 0) out << ", header " << block.header_rows;
      int row = -1;
      for (const readback::Cell& cell : block.cells) {
        if (cell.row != row) out << "\n  ";
        row = cell.row;
        out << "[" << shown(reading->text, cell.range);
        if (cell.row_span > 1 || cell.column_span > 1) out << " ↓" << cell.row_span << " →" << cell.column_span;
        out << "]";
      }
      out << "\n";
    }
    // Every source gives the text of its place.
    std::size_t last = 0;
    for (const readback::Source& source : reading->sources) {
      if (source.range.start < last || source.range.end > reading->text.size()) out << "sources out of order\n";
      last = source.range.start;
    }
  }
  return out.str();
}

std::string run_tell(const Case& test) {
  std::ostringstream out;
  const std::string form = trim(test.input).empty() ? "text" : std::string(trim(test.input));
  for (const auto& [name, bytes] : documents(test)) {
    Diagnostics faults;
    MemoryWorld world;
    const auto reading = readback::read_document(name, bytes, world, faults);
    if (reading) {
      check::Result result = check::check(*reading);
      tell::set_fingerprints(*reading, result);
      const tell::Document document{*reading, result, {}};
      if (form == "text") {
        tell::write_text(document, {}, same, out);
      } else if (form == "sarif") {
        out << tell::write_sarif({&document}, "0", same, true);
      } else if (form == "json") {
        tell::write_json(document, out);
      } else if (form == "docx" || form == "xlsx") {
        const auto marked =
            form == "docx" ? tell::write_docx(document, bytes, same, faults) : tell::write_xlsx(document, bytes, same, faults);
        if (marked) {
          const auto before = formats::ZipReader::open(bytes, nullptr), after = formats::ZipReader::open(*marked, nullptr);
          for (const std::string& part : after->names())
            if (before->read(part) != after->read(part)) out << part << "\n" << *after->read(part) << "\n";
        }
      }
    }
    for (const Diagnostic& d : faults.list()) out << describe(d);
  }
  return out.str();
}

const Kind kReadback{"readback", run_readback};
const Kind kTell{"tell", run_tell};

}  // namespace
}  // namespace zh::suite

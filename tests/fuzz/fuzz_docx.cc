// Bytes of a .docx report: read, and given back with comments; the text must be the same afterwards.
#ifdef ZH_FUZZ_MUTATOR
#include "archive_mutator.h"
#endif
#include "check/check.h"
#include "readback/docx_build.h"
#include "readback/read.h"
#include "target.h"
#include "tell/tell.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(as_text(data, size));
  zh::Diagnostics faults;
  const auto reading = zh::readback::read_docx("a.docx", bytes, faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  ZH_HOLDS(reading.has_value() != faults.has_errors());
  zh::Diagnostics of_build;
  const auto build = zh::readback::read_docx_build("a.docx", bytes, of_build);
  ZH_HOLDS(build.has_value() != of_build.has_errors());
  if (!reading) return 0;
  for (const auto& mark : reading->bookmarks)
    ZH_HOLDS(mark.range.start <= mark.range.end && mark.range.end <= reading->text.size());
  std::size_t last = 0;
  for (const auto& source : reading->sources) {
    ZH_HOLDS(source.range.start >= last && source.range.end >= source.range.start && source.range.end <= reading->text.size());
    last = source.range.start;
  }
  for (const auto& block : reading->blocks) {
    ZH_HOLDS(block.range.start <= block.range.end && block.range.end <= reading->text.size());
    for (const auto& cell : block.cells) {
      ZH_HOLDS(cell.row < block.rows && cell.column < block.columns && cell.range.end <= reading->text.size());
      ZH_PLANT(cell.row_span > 1 && cell.column_span > 1);
    }
  }
  if (reading->text.size() > 20000) return 0;
  // Every number is given a comment, whatever the rules say of it.
  zh::check::Result result = zh::check::check(*reading);
  result.findings.clear();
  for (std::size_t i = 0; i < result.numbers.size() && i < 50; ++i)
    result.findings.push_back(
        {"S101", zh::check::Weight::error, "m", {static_cast<int>(i)}, {}, result.numbers[i].range, "", "f"});
  const zh::tell::Document document{*reading, result, {}};
  const zh::Translate same = [](const char* text) { return std::string(text); };
  zh::Diagnostics marking;
  const auto marked = zh::tell::write_docx(document, bytes, same, marking);
  ZH_HOLDS(marked.has_value() != marking.has_errors());
  if (!marked) return 0;
  const auto again = zh::readback::read_docx("a.docx", *marked, marking);
  ZH_HOLDS(again && again->text == reading->text);
  return 0;
}

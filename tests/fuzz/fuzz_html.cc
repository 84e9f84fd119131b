// An HTML report, and the page made from it.
#include "check/check.h"
#include "readback/read.h"
#include "target.h"
#include "tell/tell.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zh::Diagnostics faults;
  const auto reading = zh::readback::read_html("a.html", std::string(as_text(data, size)), faults);
  for (const auto& fault : faults.list()) ZH_HOLDS(!zh::describe(fault).empty());
  ZH_HOLDS(reading.has_value() != faults.has_errors());
  if (!reading) return 0;
  for (const auto& block : reading->blocks) {
    ZH_HOLDS(block.range.start <= block.range.end && block.range.end <= reading->text.size());
    for (const auto& cell : block.cells) {
      ZH_HOLDS(cell.row < block.rows && cell.column < block.columns && cell.range.end <= reading->text.size());
      ZH_HOLDS(cell.row + cell.row_span <= block.rows);
      ZH_PLANT(cell.row_span > 1 && cell.column_span > 1);
    }
  }
  if (reading->text.size() > 20000) return 0;
  zh::check::Result result = zh::check::check(*reading);
  zh::tell::set_fingerprints(*reading, result);
  const zh::Translate same = [](const char* text) { return std::string(text); };
  const std::string page = zh::tell::write_html({*reading, result, {}}, same, true);
  ZH_HOLDS(page.find("</html>") != std::string::npos);
  return 0;
}

// Bytes of an .xlsx file: the archive, its parts and their XML.
#ifdef ZH_FUZZ_MUTATOR
#include "archive_mutator.h"
#endif
#include "workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zh::Diagnostics faults;
  const auto book = zh::formats::read_xlsx(as_text(data, size), "a.xlsx", faults);
  visit(book, faults);
  if (book)
    for (const auto& sheet : book->sheets)
      for (const auto& row : sheet.rows)
        for ([[maybe_unused]] const auto& cell : row)
          ZH_PLANT(cell.number && cell.number->is_negative() && cell.number->scale() >= 4);
  return 0;
}

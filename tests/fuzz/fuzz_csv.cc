// Bytes of a .csv file: encodings, separators, quotes.
#include "workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  zh::Diagnostics faults;
  const auto book = zh::formats::read_csv(as_text(data, size), "a.csv", faults);
  visit(book, faults);
  if (book)
    for (const auto& sheet : book->sheets)
      for (const auto& row : sheet.rows)
        for ([[maybe_unused]] const auto& cell : row)
          ZH_PLANT(cell.number && cell.number->is_negative() && cell.number->scale() >= 4);
  return 0;
}

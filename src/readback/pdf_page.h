#pragma once
#include <string>
#include <vector>

#include "readback/flow.h"

/// Words with places → lines, tables, paragraphs. Lengths are hundredths of a point.
namespace zh::readback {

struct PdfWord {
  long left = 0, top = 0, right = 0, bottom = 0;
  std::u32string text;
};

struct PdfPage {
  long width = 0, height = 0;
  std::vector<PdfWord> words;
};

/// Headers, footers and page numbers are left out: lines at the top or bottom of a page that are the same, but for their
/// digits, on several pages, or that hold a page number alone. Lines that stand in several pieces side by side, below each
/// other, are a table; its columns are those of its fullest lines.
Flow read_pages(std::vector<PdfPage>& pages);

}  // namespace zh::readback

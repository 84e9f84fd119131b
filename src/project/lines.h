#pragma once
#include <string>
#include <vector>

#include "project/build.h"
#include "readback/reading.h"

/// A report as lines of words and numerals: the form in which two versions of it are compared.
namespace zh::project {

/// A numeral with its sign, or one other character that is no white space. Full-width digits and signs count as plain ones.
struct Token {
  std::u32string text;     ///< of a numeral its value: without thousands separators and zeros at the end of its decimals
  std::u32string printed;  ///< as it stands there
  bool numeral = false;
  readback::Range range;  ///< in the document that was read
  std::string fact;       ///< id, of what the project prints as a fact; in a document that was read: by its bookmark
  int column = 0;         ///< of a table's row: the cell that it stands in, from 0
};

/// A paragraph, heading, caption, note, or one row of a table or of a chart's data.
struct Line {
  std::vector<Token> tokens;
  std::u32string skeleton;  ///< the tokens with every numeral as one mark: lines that differ in numbers only have one skeleton
  std::string place;        ///< of the project: 第一章 一、 …, 表1-1
  std::string spot;         ///< of the project, to the paragraph or row: 第一章 一、第3段, 表1-1第2行
  readback::Block::Kind kind = readback::Block::Kind::paragraph;
  readback::Range range;  ///< in the document that was read
};

/// A token that separates the cells of a row.
inline constexpr char32_t kCellMark = U'\x2';

/// The fact that a bookmark marks: of _zh_q7k2m4x_2, a second print of it, q7k2m4x.
std::string fact_of(const std::string& bookmark);

/// Text as lines compare it: no white space, plain digits and signs.
std::u32string folded(const Line& line);
std::u32string folded(const std::string& text);

std::vector<Line> lines_of(const readback::Reading& reading);
/// The report as the project builds it; ranges are empty.
std::vector<Line> lines_of(const Model& model);

}  // namespace zh::project

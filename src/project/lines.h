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
  std::string fact;       ///< id, of a numeral that the project prints
};

/// A paragraph, heading, caption, note, or one row of a table or of a chart's data.
struct Line {
  std::vector<Token> tokens;
  std::u32string skeleton;  ///< the tokens with every numeral as one mark: lines that differ in numbers only have one skeleton
  std::string place;        ///< of the project: 第一章 一、 …, 表1-1
};

std::vector<Line> lines_of(const readback::Reading& reading);
/// The report as the project builds it; ranges are empty.
std::vector<Line> lines_of(const Model& model);

}  // namespace zh::project

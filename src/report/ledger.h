#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "expr/value.h"
#include "report/override.h"

namespace zh::report {

/// Where a fact is printed.
struct Place {
  enum class Kind { text, table, figure, caption, note };
  Kind kind = Kind::text;
  std::string section;      ///< 第一章 一、
  std::string id;           ///< of the table or figure: tbl-bio
  std::string number;       ///< 表1-1
  int paragraph = 0;        ///< within the section, from 1 (text)
  int row = 0, column = 0;  ///< within the table or the chart's data, from 1
  std::string file;         ///< source chapter
  int line = 0;
  std::string str() const;  ///< 第一章 一、第3段；表1-1第2行第3列
};

/// A value that the report prints.
struct Fact {
  std::string id;          ///< stable_hash of section anchor, normalised expression and ordinal, in base 32: "q7k2m4x"
  std::string expression;  ///< normalised
  std::string wording;     ///< 同比, or empty
  expr::Value value;       ///< exact: what the data give, even where something else is printed
  std::string text;        ///< as printed, with unit: "3612亿元"
  std::string figure;      ///< the numeral alone: "3612"; empty if nothing is printed (missing)
  std::string words;       ///< words chosen with it: 增长, 持平 …
  std::vector<Place> places;
  std::optional<Override> decided;  ///< `text` and `figure` are not the value's but a person's
};

/// All facts of a built report (数字台账), in order of first print.
class Ledger {
 public:
  Fact& add(Fact fact);  ///< a fact with the same id gets the further place
  const Fact* find(std::string_view id) const;
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  std::vector<Fact> facts_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

}  // namespace zh::report

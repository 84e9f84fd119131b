#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/world.h"
#include "project/build.h"

/// What if? A project as it is beside the same project with other figures in some cells of its returns. Nothing is written.
namespace zh::project {

struct ImpactOptions {
  std::string program;
  std::vector<std::string> sets;  ///< file!sheet!cell=value, file!cell=value for a file with one sheet
  std::string returns;            ///< or another folder in place of PROJECT/returns
};

struct ImpactCell {
  enum class Use {
    unread,  ///< no block of returns.toml reads it
    label,   ///< not a figure, but words by which a table, a row or a column is found, or that a register lists
    unused,  ///< read, but no number of the report rests on it
    used,
  };
  Use use = Use::unread;
  std::string file, sheet, cell, before, after;
  std::vector<std::string> figures;  ///< what it says: 特种设备数量（电梯） 2023年
  int facts = 0;                     ///< numbers of the report that rest on it
};
struct FactChange {
  std::string id, expression;
  std::string before, after;              ///< as printed; empty: not printed in that report
  std::string words_before, words_after;  ///< chosen with it: 增长, 下降
  std::string places;
};
/// A piece of the report that reads otherwise.
struct TextChange {
  enum class Kind { sentence, heading, caption, note, cell, point };
  Kind kind;
  std::string place;          ///< 第二章 一、第3段; 表1-1第2行第3列
  std::string what;           ///< of a cell or a point: 电梯 · 2023年
  std::string before, after;  ///< empty: not there
};
struct RankChange {
  std::string group, member;                         ///< 特种设备数量 2023年（按类别）, 电梯
  int before = 0, after = 0;                         ///< dense ranks from the largest; 0: no value
  std::vector<std::string> tied_before, tied_after;  ///< others with the same rank
};
struct TargetChange {
  std::string indicator, target;      ///< 监督抽查合格率, 96%
  std::string before, after;          ///< value as printed
  std::string gap_before, gap_after;  ///< value − target, in 百分点 or the unit
  bool met_before = false, met_after = false;
};

struct Impact {
  std::vector<ImpactCell> cells;
  std::vector<FactChange> facts;
  int below_rounding = 0;  ///< facts whose exact value changed and whose print did not
  std::vector<TextChange> texts;
  std::vector<RankChange> ranks;
  std::vector<TargetChange> targets;
  Diagnostics new_faults, gone_faults;  ///< that the project has only after, only before
  std::vector<std::string> formulas;    ///< sheets with formula cells beside an edited one: they were not calculated anew
};

/// False when the project or the cells cannot be found (faults say where and what was meant).
bool impact(const std::string& folder, const ImpactOptions& options, const World& world, Diagnostics& faults, Impact& result);

/// schema zhiheng.impact/1
std::string impact_json(const Impact& impact);

}  // namespace zh::project

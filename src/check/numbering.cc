// Numbers of sections, figures, tables and rows.
//
//   N201 numbering   一、 二、 三、; （一） （二）; 1. 2. 3.; 甲、 乙、; 【一】; 第一份; ①: each follows the one before
//   N202 numbering   captions of figures and tables: none twice, none left out
//   N203 numbering   a column of running numbers counts without gap
//
// When contradictory: a Chinese section number is repeated or skipped between two that belong to one sequence; a caption number
// is used twice or left out.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/rules.h"

namespace zh::check {
namespace {

using readback::Block;
using readback::Range;

class Numbering {
 public:
  Numbering(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger), text_(e.reading.text) {
    // 图１－１: one character stays one character.
    for (char32_t& c : text_)
      if ((c >= U'０' && c <= U'９') || c == U'．' || c == U'－') c -= 0xFEE0;
  }

  void run() {
    sections();
    captions();
    for (const claim::Table& table : e_.claims.tables) running(table);
  }

 private:
  struct Mark {
    int style = 0;  ///< 0 none; 1 一、; 2 （一）; 3 1.; 4 （1）; 5 第一章; 6 第一节; 7 (一); 8 甲、; 9 【一】; 10 第一份; 11 ①
    int number = 0;
    Range range;
  };

  static int chinese(View digits) {
    if (digits.size() <= 3) return claim::small_chinese_number(digits);
    return -1;
  }

  Mark mark_of(const Block& b) const {
    Mark m;
    std::size_t i = b.range.start;
    const auto blank = [&](std::size_t k) {
      return text_[k] == U' ' || text_[k] == 0x3000 || text_[k] == U'\t' || text_[k] == U'#' || text_[k] == U'*';
    };
    while (i < b.range.end && blank(i)) ++i;
    if (const Mark other = rarer(b, i); other.style != 0) return other;
    const bool bracket = i < b.range.end && (text_[i] == U'（' || text_[i] == U'(');
    if (bracket) ++i;
    const bool chapter = i < b.range.end && text_[i] == U'第';
    if (chapter) ++i;
    std::size_t from = i;
    while (i < b.range.end && i - from < 4 && claim::one_of(text_[i], U"一二三四五六七八九十")) ++i;
    if (i > from) {
      m.number = chinese(View(text_).substr(from, i - from));
    } else {
      from = i;
      while (i < b.range.end && i - from < 3 && text_[i] >= U'0' && text_[i] <= U'9')
        m.number = m.number * 10 + static_cast<int>(text_[i++] - U'0');
      if (i == from || (chapter && !(i < b.range.end && claim::one_of(text_[i], U"份篇则")))) return {};
      m.style = 3;
    }
    while (i < b.range.end && text_[i] == U' ') ++i;
    const char32_t mark = i < b.range.end ? text_[i] : U'\0';
    if (bracket) {
      if (mark != U'）' && mark != U')') return {};
      m.style = m.style == 3 ? 4 : mark == U'）' ? 2 : 7;
    } else if (chapter) {
      if (!claim::one_of(mark, U"章节编部份篇则")) return {};
      m.style = mark == U'节' ? 6 : claim::one_of(mark, U"份篇则") ? 10 : 5;
    } else if (m.style == 3) {
      if (!claim::one_of(mark, U".．、") || (i + 1 < b.range.end && text_[i + 1] >= U'0' && text_[i + 1] <= U'9')) return {};
    } else {
      if (!claim::one_of(mark, U"、．.")) return {};
      m.style = 1;
    }
    if (m.number <= 0) return {};
    m.range = {b.range.start, std::min(b.range.end, b.range.start + 24)};
    return m;
  }

  /// 甲、; 【一】; 〔一〕; ①
  Mark rarer(const Block& b, std::size_t i) const {
    Mark m;
    const auto at = [&](std::size_t k) { return k < b.range.end ? text_[k] : U'\0'; };
    if (at(i) >= U'①' && at(i) <= U'⑳') {
      m.style = 11;
      m.number = static_cast<int>(at(i) - U'①') + 1;
    } else if (const std::size_t stem = View(U"甲乙丙丁戊己庚辛壬癸").find(at(i)); stem != View::npos && i < b.range.end) {
      if (!claim::one_of(at(i + 1), U"、．.")) return {};
      m.style = 8;
      m.number = static_cast<int>(stem) + 1;
    } else if (claim::one_of(at(i), U"【〔")) {
      const std::size_t end = View(text_).substr(0, std::min(b.range.end, i + 5)).find_first_of(U"】〕", i);
      if (end == View::npos || end == i + 1) return {};
      m.style = 9;
      m.number = chinese(View(text_).substr(i + 1, end - i - 1));
    } else {
      return {};
    }
    if (m.number <= 0) return {};
    m.range = {b.range.start, std::min(b.range.end, b.range.start + 24)};
    return m;
  }

  static constexpr int kStyles = 11;
  /// How deep a style stands.
  static int rank(int style) {
    static constexpr int kRank[] = {0, 3, 4, 5, 6, 1, 2, 4, 2, 2, 2, 7};
    return kRank[style];
  }

  void keep(const char* rule, Verdict verdict, const std::vector<Range>& marks, const std::string& message) {
    ledger_.tell(rule, "numbering", verdict, -1, {}, message, {}, 1, marks);
  }

  void sections() {
    std::map<int, std::vector<Mark>> open;
    const auto close = [&](int style) {
      const std::vector<Mark>& run = open[style];
      if (run.size() >= 2) {
        std::vector<Range> spans;
        for (std::size_t i = 0; i < run.size(); ++i)
          if (i < 3 || i + 1 == run.size()) spans.push_back(run[i].range);
        keep("N201", Verdict::consistent, spans, "编号1至" + std::to_string(run.back().number) + "连续");
      }
      open[style].clear();
    };
    for (const Block& b : e_.reading.blocks) {
      if (b.kind == Block::Kind::table || b.kind == Block::Kind::chart || b.kind == Block::Kind::caption) continue;
      const Mark m = mark_of(b);
      if (m.style == 0) continue;
      for (int s = 1; s <= kStyles; ++s)
        if (rank(s) > rank(m.style)) close(s);
      std::vector<Mark>& run = open[m.style];
      if (m.number == 1) {
        close(m.style);
      } else if (!run.empty() && m.number != run.back().number + 1) {
        const bool repeated = m.number == run.back().number;
        // 五、 and then 八、 behind four that follow each other.
        constexpr std::size_t kLong = 4;
        const int gap = m.number - run.back().number;
        const bool skipped = gap == 2 || (gap == 3 && run.size() >= kLong);
        if ((repeated || (skipped && !run_on(run.back(), m))) && m.style != 3 && m.style != 4 && m.style != 11 &&
            run.front().number == 1 && (b.kind == Block::Kind::heading || m.style == 9))
          keep("N201", Verdict::contradictory, {run.back().range, m.range},
               repeated ? "编号重复：" + shown(m) : "编号跳过：" + shown(run.back()) + "之后是" + shown(m));
        close(m.style);
      } else if (run.empty()) {
        continue;
      }
      open[m.style].push_back(m);
    }
    for (int s = 1; s <= kStyles; ++s) close(s);
  }

  /// 详见表7-1。 二、从业人员: the number between the two stands within a paragraph, as pages lose their line breaks.
  bool run_on(const Mark& from, const Mark& to) const {
    constexpr std::size_t kMark = 8;
    for (std::size_t i = from.range.start + 1; i < to.range.start; ++i) {
      if (!claim::one_of(text_[i - 1], U"。；;！！： \t\n\u3000") || claim::one_of(text_[i], U" \t\n\u3000")) continue;
      Block b;
      b.range = {i, std::min(to.range.start, i + kMark)};
      const Mark m = mark_of(b);
      if (m.style == to.style && m.number == from.number + 1) return true;
    }
    return false;
  }

  std::string shown(const Mark& m) const {
    return "“" + to_utf8(View(text_).substr(m.range.start, std::min<std::size_t>(m.range.end - m.range.start, 16))) + "”";
  }

  /// 图1-2 → series "图1-", number 2.
  void captions() {
    struct Caption {
      int number;
      Range range;
    };
    std::map<Text, std::vector<Caption>> series;
    for (const Block& b : e_.reading.blocks) {
      if (b.kind != Block::Kind::caption) continue;
      std::size_t i = b.range.start;
      if (text_[i] != U'图' && text_[i] != U'表') continue;
      Text name(1, text_[i++]);
      while (i < b.range.end && (text_[i] == U' ' || text_[i] == 0x3000)) ++i;
      int number = 0;
      bool digits = false;
      // 表一
      std::size_t end = i;
      while (end < b.range.end && claim::one_of(text_[end], U"一二三四五六七八九十")) ++end;
      if (end > i && end < b.range.end && !claim::is_han(text_[end]) && !claim::one_of(text_[end], U"-—－（(")) {
        name += U'一';
        number = chinese(View(text_).substr(i, end - i));
        digits = number > 0;
        i = end;
      }
      for (; i < b.range.end && name.back() != U'一'; ++i) {
        const char32_t c = text_[i];
        if (c >= U'0' && c <= U'9')
          number = number * 10 + static_cast<int>(c - U'0'), digits = true;
        else if (claim::one_of(c, U"-—.–") && digits)
          name += to_u32(std::to_string(number)) + U"-", number = 0, digits = false;
        else
          break;
        if (number > 999) break;
      }
      if (digits) series[name].push_back({number, {b.range.start, std::min(b.range.end, b.range.start + 20)}});
    }
    for (const auto& [name, list] : series) {
      bool fine = true;
      for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const int a = list[i].number, b = list[i + 1].number;
        if (b == a + 1) continue;
        fine = false;
        const std::string what = to_utf8(name);
        if (b == a)
          keep("N202", Verdict::contradictory, {list[i].range, list[i + 1].range},
               "编号重复：" + what + std::to_string(a) + "出现两次");
        else if (b > a + 1 && b <= a + 3 && i + 2 < list.size())
          keep("N202", Verdict::contradictory, {list[i].range, list[i + 1].range},
               "编号跳过：" + what + std::to_string(a) + "之后是" + what + std::to_string(b));
      }
      if (!fine || list.front().number != 1) continue;
      std::vector<Range> spans;
      for (std::size_t i = 0; i < list.size(); ++i)
        if (i < 3 || i + 1 == list.size()) spans.push_back(list[i].range);
      // The text speaks of them.
      const std::size_t mention = mentioned(name, list.front().number, list.front().range);
      if (mention != Text::npos) spans.push_back({mention, mention + name.size() + 1});
      keep("N202", Verdict::consistent, spans, "图表编号连续");
    }
  }

  std::size_t mentioned(const Text& name, int number, Range caption) const {
    const Text word = name + to_u32(std::to_string(number));
    for (std::size_t at = text_.find(word); at != Text::npos; at = text_.find(word, at + 1))
      if (at < caption.start || at >= caption.end) return at;
    return Text::npos;
  }

  void running(const claim::Table& t) {
    if (t.columns == 0) return;
    std::vector<Range> cells;
    int expected = 1;
    for (int r = t.header_rows; r < t.rows; ++r) {
      const int id = t.at(r, 0);
      if (id < 0) continue;
      if (e_[id].exact != Rational(expected++)) return;
      cells.push_back(e_[id].range);
    }
    if (cells.size() < 3) return;
    keep("N203", Verdict::consistent, {cells.front(), cells[1], cells.back()}, "序号连续");
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::u32string text_;  ///< of the document, with narrow digits
};

}  // namespace

void check_numbering(const Evidence& evidence, Ledger& ledger) { Numbering(evidence, ledger).run(); }

}  // namespace zh::check

// What a person should look at though no arithmetic refutes it. Notes only.
//
//   V101 note   one value of a series is many times the others: 897、1096、154
//   V102 note   one name is written in two ways: 场(厂)内车辆 and 场（厂）内车辆, 商贸 and 商贸业, two companies one character
//   apart V103 note   words that a draft leaves behind: 待补充, 此处插入
//
// When silent: series of fewer than three values, of values below 20, or that change steadily; names that differ by a number,
// an ordinal or a direction.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

using readback::Range;

class Remarks {
 public:
  Remarks(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const claim::Table& t : e_.claims.tables) series(t);
    labels();
    companies();
    leftovers();
  }

 private:
  // V101 ------------------------------------------------------------------------------------------------------------------

  static bool is_period(const Text& header) {
    return header.size() >= 4 && claim::is_digit(header[0]) && claim::contains(header, U"年");
  }

  /// The levels of a row under headers that are years.
  void series(const claim::Table& t) {
    std::vector<int> columns;
    for (int c = 0; c < t.columns; ++c)
      if (is_period(t.header[static_cast<std::size_t>(c)]) &&
          t.kind[static_cast<std::size_t>(c)] == claim::Table::Column::level)
        columns.push_back(c);
    if (columns.size() < 3) return;
    for (int r = t.header_rows; r < t.rows; ++r) {
      std::vector<int> ids;
      for (const int c : columns)
        if (t.at(r, c) >= 0 && e_[t.at(r, c)].is_amount() && e_[t.at(r, c)].exact.sign() > 0) ids.push_back(t.at(r, c));
      if (ids.size() == columns.size()) outlier(ids);
    }
  }

  /// One value lies beyond five times the largest, or below a fifth of the smallest, of the others, which lie within a factor
  /// of two.
  void outlier(const std::vector<int>& ids) {
    const Rational far(5), alike(2), least(20);
    for (const int id : ids) {
      Rational low, high;
      bool first = true;
      for (const int other : ids) {
        if (other == id) continue;
        const Rational& v = e_[other].exact;
        if (first || v < low) low = v;
        if (first || v > high) high = v;
        first = false;
      }
      const Rational& own = e_[id].exact;
      if (high > low * alike || std::max(own, high) < least || (own * far > low && own < high * far)) continue;
      const auto among = [&](const Rational& v) { return v * alike >= low && v <= high * alike; };
      const std::string hint = among(own * Rational(10)) ? "，可能漏写一位" : among(own / Rational(10)) ? "，可能多写一位" : "";
      ledger_.remarks.push_back(
          {"V101", "同一序列中" + number_text(e_, id) + "与其余各数相差悬殊（" + joined(e_, ids, "、") + "），请核实" + hint,
           ids, e_[id].range});
      return;
    }
  }

  // V102 ------------------------------------------------------------------------------------------------------------------

  /// Without what only the typing changes.
  static Text folded(const Text& name) {
    Text out;
    for (const char32_t c : name) {
      if (c <= U' ' || claim::one_of(c, U"　（()）·、，,－-—")) continue;
      out += c;
    }
    for (const View tail : {View(U"业"), View(U"类")})
      if (out.size() > 3 && claim::ends_with(out, tail)) {
        out.pop_back();
        break;
      }
    return out;
  }

  /// Labels of rows of different tables.
  void labels() {
    struct Seen {
      Text name;
      int table;
    };
    std::map<Text, Seen> first;
    std::set<Text> told;
    for (std::size_t i = 0; i < e_.claims.tables.size(); ++i) {
      const claim::Table& t = e_.claims.tables[i];
      for (int r = t.header_rows; r < t.rows; ++r) {
        // As printed: marks of both widths are one in the claims.
        const readback::Range range = cell_range(t, r);
        const Text name(trimmed(View(e_.reading.text).substr(range.start, range.end - range.start)));
        if (name.size() < 3 || name.size() > 20 || std::any_of(name.begin(), name.end(), claim::is_digit)) continue;
        const auto [known, fresh] = first.try_emplace(folded(name), Seen{name, static_cast<int>(i)});
        if (fresh || known->second.name == name || known->second.table == static_cast<int>(i) ||
            !told.insert(known->first).second)
          continue;
        remark("V102", "同一名称有两种写法：“" + to_utf8(known->second.name) + "”“" + to_utf8(name) + "”", cell_range(t, r));
      }
    }
  }
  static View trimmed(View text) {
    while (!text.empty() && (text.front() <= U' ' || text.front() == U'　')) text.remove_prefix(1);
    while (!text.empty() && (text.back() <= U' ' || text.back() == U'　')) text.remove_suffix(1);
    return text;
  }
  Range cell_range(const claim::Table& t, int row) const {
    const readback::Block& block = e_.reading.blocks[static_cast<std::size_t>(t.block)];
    for (const readback::Cell& cell : block.cells)
      if (cell.row == row && cell.column == 0) return cell.range;
    return block.range;
  }

  /// …有限公司: two that are one character apart.
  void companies() {
    struct Company {
      Text name;
      Range range;
    };
    constexpr std::size_t kMost = 2000;
    std::vector<Company> all;
    std::set<Text> known;
    for (const claim::Passage& p : e_.claims.passages) {
      const View text = p.text, tail = U"公司";
      for (std::size_t at = text.find(tail); at != View::npos && all.size() < kMost; at = text.find(tail, at + 2)) {
        std::size_t from = at;
        while (from > 0 && at - from < 24 && (claim::is_han(text[from - 1]) || claim::one_of(text[from - 1], U"（）()")))
          --from;
        const Text name(text.substr(from, at + 2 - from));
        if (name.size() >= 10 && known.insert(name).second) all.push_back({name, p.range(from, at + 2)});
      }
    }
    std::map<std::size_t, std::vector<std::size_t>> by_size;
    for (std::size_t i = 0; i < all.size(); ++i) by_size[all[i].name.size()].push_back(i);
    for (const auto& [size, members] : by_size)
      for (std::size_t x = 0; x < members.size() && members.size() < 300; ++x)
        for (std::size_t y = x + 1; y < members.size(); ++y) {
          const Company &a = all[members[x]], &b = all[members[y]];
          std::size_t differ = 0, at = 0;
          for (std::size_t i = 0; i < size && differ < 2; ++i)
            if (a.name[i] != b.name[i]) ++differ, at = i;
          // 一分公司 and 二分公司, 东 and 西 are two.
          if (differ != 1 || claim::one_of(a.name[at], U"一二三四五六七八九十东西南北甲乙丙丁上下新老")) continue;
          remark("V102", "两个单位名称只差一字：“" + to_utf8(a.name) + "”“" + to_utf8(b.name) + "”，是否同一单位", b.range);
        }
  }

  // V103 ------------------------------------------------------------------------------------------------------------------

  void leftovers() {
    static constexpr View kWords[] = {U"待补充", U"待补数据", U"待填",     U"待定稿", U"此处插入", U"此处补充", U"请补充",
                                      U"请核实", U"数据待核", U"（待核）", U"×××",    U"XXX",      U"？？",     U"??"};
    for (const claim::Passage& p : e_.claims.passages) {
      const claim::Characters characters(p.text);
      for (const View word : kWords)
        if (const std::size_t at = characters.may_have(word) ? View(p.text).find(word) : View::npos; at != View::npos)
          remark("V103", "似为草稿遗留：“" + to_utf8(Text(word)) + "”", p.range(at, at + word.size()));
    }
  }

  void remark(const char* rule, const std::string& message, Range range) {
    ledger_.remarks.push_back({rule, message, {}, range});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_remarks(const Evidence& evidence, Ledger& ledger) { Remarks(evidence, ledger).run(); }

}  // namespace zh::check

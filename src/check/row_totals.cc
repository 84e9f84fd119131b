// Totals over rows of a table that a sentence names.
//
//   S154 sum   两项养老保险合计参保175.09万人; 东北三省（辽宁、吉林、黑龙江）合计15267件; 表中四类公司利润相加为872.0亿元;
//              日、韩两国合计3.06万亿元
//
// What: the words in front of 合计, 相加, 共 name rows of a table near by, one by one, or say that all rows are meant; one
// column's cells of these rows add up to the number. When contradictory: for a slip of one digit where only one column can be
// meant, or another number of the paragraph adds up so in one. When silent: a name that no row bears, or two.
#include <algorithm>
#include <map>

#include "check/extremes.h"
#include "check/lists.h"
#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

using Ids = std::vector<int>;

class RowTotals {
 public:
  RowTotals(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (e_.claims.tables.empty()) return;
    for (const Ids& all : e_.paragraphs()) {
      learned_.clear();
      waiting_.clear();
      for (const int id : all)
        if (const Claim& c = e_[id]; c.is_amount() && !c.vague() && c.role != Role::prior && c.table < 0) total(c);
      for (const Waiting& w : waiting_) wait(w);
    }
  }

 private:
  struct Waiting {
    int total;
    const claim::Table* table;
    std::vector<int> rows, columns;
  };

  void total(const Claim& c) {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    const View lead = text.substr(from, c.start - from);
    const claim::Found word = claim::find_last(
        lead, {U"合计", U"共计", U"总计", U"相加", U"加总", U"加在一起", U"合起来", U"之和", U"两项", U"三项", U"共"});
    constexpr std::size_t kFar = 10, kMoved = 24;
    const std::size_t behind = word ? lead.size() - word.at - word.word.size() : 0;
    // 两项合计参保175.09万人，较上年增加3.43万人: the change is that of the same rows.
    const bool moved = c.role == Role::change && word && behind <= kMoved;
    if (!word || (behind > kFar && !moved) || (word.word == U"共" && !says_together(lead.substr(word.at ? word.at - 1 : 0))))
      return;
    if (!moved && claim::find_any(lead.substr(word.at), {U"，", U"："}).size() > 0) return;
    View names = lead.substr(0, word.at);
    constexpr int kNear = 6, kMostRows = 200;
    for (const claim::Table& t : e_.tables_near(c.block, kNear)) {
      if (t.rows > kMostRows) continue;
      const std::vector<int> rows = rows_named(t, names);
      if (rows.size() >= 2 && add_up(c, t, rows)) return;
    }
  }

  // ---- which rows

  std::vector<int> rows_named(const claim::Table& t, View words) const {
    // 土地增值税、契税分别为6358万元和7246万元，合计减收…: the clause before names them.
    while (!words.empty() && claim::one_of(words.back(), U"，,")) words.remove_suffix(1);
    std::size_t mark = words.size();
    for (int depth = 0; mark > 0; --mark) {
      const char32_t ch = words[mark - 1];
      depth += claim::one_of(ch, U"）)") ? 1 : claim::one_of(ch, U"（(") ? -1 : 0;
      if (depth <= 0 && claim::one_of(ch, U"，：,:")) break;
    }
    View last = words.substr(mark);
    // 东北三省（辽宁、吉林、黑龙江）2011年授权合计: the bracket names them.
    const std::size_t open = last.find_last_of(U"（("), close = last.find_last_of(U"）)");
    if (open != View::npos && close != View::npos && open < close) {
      const std::vector<int> rows = rows_of_list(t, last.substr(open + 1, close - open - 1));
      if (!rows.empty()) return rows;
    }
    if (const std::size_t told = last.find(U"分别"); told != View::npos) last = last.substr(0, told);
    // 这五类大宗食品共抽检…: the names stand in the clause itself.
    std::vector<int> rows = rows_of_list(t, last);
    if (rows.empty()) rows = provinces(t, last);
    if (rows.empty()) rows = rows_alike(t, last);
    if (rows.empty() && (all_meant(last) || static_cast<int>(plain_rows(t).size()) == stated_parts(last))) rows = plain_rows(t);
    return rows;
  }
  static bool all_meant(View words) {
    return !claim::find_any(words, {U"表中", U"表内", U"上表", U"所列", U"表1", U"表2", U"表3", U"表一", U"表二", U"列出的"})
                .empty();
  }
  /// Rows that are no totals and no parts of others.
  static std::vector<int> plain_rows(const claim::Table& t) {
    std::vector<int> rows;
    for (int r = t.header_rows; r < t.rows; ++r)
      if (!t.total[static_cast<std::size_t>(r)] && t.indent[static_cast<std::size_t>(r)] == 0) rows.push_back(r);
    return rows;
  }
  /// 两项养老保险: as many rows as are said bear the word.
  static std::vector<int> rows_alike(const claim::Table& t, View words) {
    const int stated = stated_parts(words);
    std::size_t at = words.find_last_of(U"项类个种家大");
    if (stated < 2 || at == View::npos || words.size() - at < 3) return {};
    const View thing = words.substr(at + 1);
    for (const std::size_t size : {thing.size(), std::size_t{2}}) {
      std::vector<int> rows;
      for (int r = t.header_rows; r < t.rows; ++r)
        if (!t.total[static_cast<std::size_t>(r)] && t.indent[static_cast<std::size_t>(r)] == 0 &&
            claim::contains(row_name(t, r), thing.substr(0, size)))
          rows.push_back(r);
      if (static_cast<int>(rows.size()) == stated) return rows;
    }
    return {};
  }
  /// 日、韩两国, 工业和建筑业, 粮食加工品、食用油、肉制品这三类大宗食品.
  std::vector<int> rows_of_list(const claim::Table& t, View list) const {
    std::vector<int> rows;
    Text name;
    const auto take = [&](View own, bool last) {
      const int row = row_called(t, own, last);
      if (row < 0 || std::find(rows.begin(), rows.end(), row) != rows.end()) return false;
      rows.push_back(row);
      return true;
    };
    std::size_t at = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
      if (i < list.size() && !claim::one_of(list[i], U"、和与及")) continue;
      // 食用油、油脂及其制品: a joint inside a name.
      if (i < list.size() && claim::one_of(list[i], U"和与及") && inside_name(t, list, at, i)) continue;
      if (!take(list.substr(at, i - at), i == list.size())) return {};
      at = i + 1;
    }
    if (rows.size() < 2) rows.clear();
    return rows;
  }
  static bool inside_name(const claim::Table& t, View list, std::size_t from, std::size_t at) {
    const View left = list.substr(from, at - from);
    for (int r = t.header_rows; r < t.rows; ++r) {
      const Text label = row_name(t, r);
      if (label.size() > left.size() + 1 && claim::starts_with(label, left) &&
          claim::starts_with(list.substr(from), View(label).substr(0, left.size() + 2)))
        return true;
    }
    return false;
  }
  /// The one row that a name means: its label, or the only one that begins or ends with it. The last name of a list may be
  /// followed by what all of them are: 韩两国, 乳制品这五类食品.
  static int row_called(const claim::Table& t, View name, bool last) {
    constexpr std::size_t kTail = 14;
    if (const std::size_t of = name.rfind(U'的'); of != View::npos && of + 1 < name.size()) name = name.substr(of + 1);
    while (!name.empty() && claim::one_of(name.front(), U" 　“”")) name.remove_prefix(1);
    if (name.empty()) return -1;
    int best = -1;
    std::size_t size = 0;
    bool twice = false;
    const auto consider = [&](int row, std::size_t matched) {
      if (matched < size || matched == 0) return;
      twice = matched == size && best != row;
      best = row, size = matched;
    };
    for (int r = t.header_rows; r < t.rows; ++r) {
      if (t.total[static_cast<std::size_t>(r)]) continue;
      for (int x = 0; x < t.columns && t.at(r, x) < 0; ++x) {
        const Text label = bare_label(t.text[static_cast<std::size_t>(r)][static_cast<std::size_t>(x)], U"（(，,/、");
        if (label.size() < 2 || std::all_of(label.begin(), label.end(), claim::is_digit)) continue;
        if (label == name || claim::ends_with(name, label))
          consider(r, label.size() * 2);
        else if (last && name.size() - std::min(name.size(), label.size()) <= kTail && claim::starts_with(name, label))
          consider(r, label.size() * 2);
        else if (claim::starts_with(label, name) || (name.size() >= 2 && claim::ends_with(label, name)))
          consider(r, name.size());
        else if (last && name.size() <= kTail) {
          // 退保两项, 韩两国: what the count leaves.
          std::size_t cut = 0;
          while (cut < name.size() && claim::small_chinese_number(name.substr(cut, 1)) < 2 && name[cut] != U'这') ++cut;
          if (cut > 0 && cut < name.size() && claim::starts_with(label, name.substr(0, cut))) consider(r, cut);
        }
      }
    }
    return twice ? -1 : best;
  }
  /// 京津冀, 江浙沪: provinces by their short names.
  static std::vector<int> provinces(const claim::Table& t, View words) {
    static const std::map<char32_t, View> kShort = {
        {U'京', U"北京"}, {U'津', U"天津"},   {U'冀', U"河北"}, {U'晋', U"山西"}, {U'蒙', U"内蒙古"}, {U'辽', U"辽宁"},
        {U'吉', U"吉林"}, {U'黑', U"黑龙江"}, {U'沪', U"上海"}, {U'苏', U"江苏"}, {U'江', U"江苏"},   {U'浙', U"浙江"},
        {U'皖', U"安徽"}, {U'闽', U"福建"},   {U'赣', U"江西"}, {U'鲁', U"山东"}, {U'豫', U"河南"},   {U'鄂', U"湖北"},
        {U'湘', U"湖南"}, {U'粤', U"广东"},   {U'桂', U"广西"}, {U'琼', U"海南"}, {U'渝', U"重庆"},   {U'川', U"四川"},
        {U'黔', U"贵州"}, {U'贵', U"贵州"},   {U'藏', U"西藏"}, {U'陕', U"陕西"}, {U'甘', U"甘肃"},   {U'青', U"青海"},
        {U'宁', U"宁夏"}, {U'新', U"新疆"}};
    std::vector<int> rows;
    for (const char32_t ch : words) {
      const auto full = kShort.find(ch);
      if (full == kShort.end()) break;
      int found = -1;
      for (int r = t.header_rows; r < t.rows && found < 0; ++r)
        if (claim::starts_with(row_name(t, r), full->second)) found = r;
      if (found < 0 || std::find(rows.begin(), rows.end(), found) != rows.end()) return {};
      rows.push_back(found);
    }
    if (rows.size() < 2) rows.clear();
    return rows;
  }

  // ---- which column

  bool suits(const Claim& c, int id) const {
    if (id < 0 || !e_[id].is_amount() || e_[id].vague() || !addable(c, e_[id])) return false;
    return c.role == Role::change ? e_[id].role == Role::change : e_[id].role == Role::level;
  }
  Ids cells(const claim::Table& t, const std::vector<int>& rows, int column) const {
    Ids ids;
    for (const int r : rows) ids.push_back(t.at(r, column));
    return ids;
  }
  bool add_up(const Claim& c, const claim::Table& t, const std::vector<int>& rows) {
    std::vector<int> columns;
    for (int x = 0; x < t.columns; ++x) {
      const Ids ids = cells(t, rows, x);
      if (!std::all_of(ids.begin(), ids.end(), [&](int id) { return suits(c, id); })) continue;
      columns.push_back(x);
      const Interval sum = sum_of(e_, ids);
      if (fit(c, sum) != Fit::rounded || (columns.size() > 1 && chance(c, sum) * static_cast<int>(columns.size()) > kEnough))
        continue;
      learned_.emplace_back(&t, x);
      confirm(e_, ledger_, "S154", "sum", c.id, ids, sum, joined(e_, ids, " + "));
      return true;
    }
    if (!columns.empty() && !other_years(e_, c, t)) waiting_.push_back({c.id, &t, rows, columns});
    return false;
  }
  void wait(const Waiting& w) {
    if (ledger_.explained(w.total, {"sum"})) return;
    int column = w.columns.size() == 1 ? w.columns.front() : -1;
    for (const auto& [table, learned] : learned_)
      if (table == w.table && std::find(w.columns.begin(), w.columns.end(), learned) != w.columns.end()) column = learned;
    if (column < 0) return;
    const Ids ids = cells(*w.table, w.rows, column);
    miss(e_, ledger_,
         {"S154", "sum", w.total, ids, zh::check::total, Tie::strong, joined(e_, ids, " + "), "而表中所指各行相加"});
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<std::pair<const claim::Table*, int>> learned_;  ///< columns that totals of the paragraph are of
  std::vector<Waiting> waiting_;
};

}  // namespace

void check_row_totals(const Evidence& evidence, Ledger& ledger) { RowTotals(evidence, ledger).run(); }

}  // namespace zh::check

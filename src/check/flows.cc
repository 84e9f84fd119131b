// What flows in and out of a stock.
//
//   D511 difference   净增38家，其中新增67家、退出29家: net = in − out
//   D512 difference   月初结转316件，新收4218件，办结4189件，月末345件在办: end = beginning + in − out
//   D516 difference   收支总计相抵，结转下年24683万元: the two totals that were told before
//
// Why: the words name all members of a balance. When contradictory: D511 when in and out stand once each in the sentence (else
// a slip is looked for); D512 when beginning, in, out and end stand once each in the paragraph. When silent: a member is
// missing, about or told twice.
#include <algorithm>

#include "check/misses.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kTwice = -2;

class Flows {
 public:
  Flows(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const std::vector<int>& all = e_.paragraphs()[p];
      for (std::size_t i = 0; i < all.size(); ++i) {
        net(all, i);
        offset(p, all[i]);
      }
      stock(all);
    }
  }

 private:
  static claim::Words in_words() {
    static const claim::Words kIn = {U"入库",   U"新增", U"新设", U"新登记", U"新成立", U"新开",
                                     U"新注册", U"新建", U"新入", U"转入",   U"流入",   U"迁入"};
    return kIn;
  }
  static claim::Words out_words() {
    static const claim::Words kOut = {U"退出", U"注销", U"撤销", U"吊销", U"关闭", U"转出",
                                      U"流出", U"迁出", U"减少", U"报废", U"退库"};
    return kOut;
  }

  /// The words of the clause up to the number, from the last list mark on.
  static View words(const Claim& c) {
    const View all = c.clause_before;
    const std::size_t at = all.find_last_of(U"、");
    return at == View::npos ? all : all.substr(at + 1);
  }

  void net(const std::vector<int>& all, std::size_t i) {
    const Claim& c = e_[all[i]];
    if (!c.is_amount() || c.vague() || c.noun.empty() || ledger_.firmly_explained(c.id, "difference")) return;
    const View word = claim::find_any(c.before, {U"净增", U"净减"});
    if (word.empty()) return;
    std::vector<int> in, out;
    bool spread = false;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id == c.id || x.sentence != c.sentence || !x.is_amount() || x.noun != c.noun || x.vague()) continue;
      const View own = words(x);
      if (claim::contains(own, U"净")) continue;
      // 新增企业带动, 退出岗位补充: causes, no flows.
      if (!claim::find_any(own, {U"带动", U"补充", U"吸纳", U"拉动", U"贡献"}).empty()) return;
      if (!claim::find_any(own, in_words()).empty()) in.push_back(id);
      if (!claim::find_any(own, out_words()).empty()) out.push_back(id);
    }
    if (in.empty() || out.empty()) {
      spread = true;
      in.clear(), out.clear();
      largest(all, c, in_words(), in);
      largest(all, c, out_words(), out);
    }
    if (in.size() != 1 || out.size() != 1 || in == out) return;
    const int a = word == U"净增" ? in[0] : out[0], b = word == U"净增" ? out[0] : in[0];
    if (e_[a].exact.sign() == 0) return;
    const Recompute again = [](const std::vector<Interval>& v) {
      return std::optional<Interval>(magnitude(v[0]) - magnitude(v[1]));
    };
    const Interval computed = magnitude(e_[a].value) - magnitude(e_[b].value);
    const std::string formula = number_text(e_, a) + " − " + number_text(e_, b);
    if (fit(c, computed) != Fit::none) {
      confirm(e_, ledger_, "D511", "difference", c.id, {a, b}, computed, formula);
      return;
    }
    miss(e_, ledger_,
         {"D511", "difference", c.id, {a, b}, again, spread ? Tie::strong : Tie::certain, formula, "而新增与减少相抵"});
  }
  /// The largest amount of the paragraph that the words are said of: 新登记3216户，其中新设企业1047户.
  void largest(const std::vector<int>& all, const Claim& c, claim::Words said, std::vector<int>& out) const {
    int best = -1;
    for (const int id : all) {
      const Claim& x = e_[id];
      if (id >= c.id || !x.is_amount() || x.noun != c.noun || x.vague() || claim::find_any(words(x), said).empty() ||
          claim::contains(words(x), U"净"))
        continue;
      if (best < 0 || x.exact.abs() > e_[best].exact.abs()) best = id;
    }
    if (best >= 0) out.push_back(best);
  }

  /// 收入总计600753万元。…收支总计相抵，结转下年24683万元: of the two totals told last.
  void offset(std::size_t p, int id) {
    const Claim& c = e_[id];
    if (!c.is_amount() || c.vague() || ledger_.firmly_explained(id, "difference") ||
        claim::find_any(c.before, {U"结转", U"结余", U"滚存", U"净结余"}).empty())
      return;
    const View text = View(e_.passage(id).text).substr(0, c.start - std::min(c.start, c.clause_before.size()));
    const std::size_t from = text.size() > 16 ? text.size() - 16 : 0;
    if (claim::find_any(text.substr(from), {U"相抵后", U"相抵，", U"收支相抵"}).empty()) return;
    int in = -1, out = -1;
    for (std::size_t q = p >= 2 ? p - 2 : 0; q <= p; ++q)
      for (const int x : e_.paragraphs()[q]) {
        if (x >= id || !e_[x].is_amount() || e_[x].vague() || e_[x].noun != c.noun || e_[x].role != Role::level) continue;
        if (!claim::find_any(e_[x].before, {U"收入总计", U"总收入", U"收入合计"}).empty()) in = x;
        if (!claim::find_any(e_[x].before, {U"支出总计", U"总支出", U"支出合计"}).empty()) out = x;
      }
    if (in < 0 || out < 0 || e_[in].exact <= e_[out].exact) return;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] - v[1]); };
    const Interval own = e_[in].value - e_[out].value;
    const std::string formula = number_text(e_, in) + " − " + number_text(e_, out);
    if (fit(c, own) != Fit::none)
      confirm(e_, ledger_, "D516", "difference", id, {in, out}, own, formula);
    else
      miss(e_, ledger_, {"D516", "difference", id, {in, out}, again, Tie::strong, formula, "而收支总计相抵"});
  }

  static void put(int& slot, int id) { slot = slot == -1 ? id : kTwice; }

  void stock(const std::vector<int>& all) {
    int begin = -1, in = -1, out = -1, end = -1;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (!c.is_amount() || c.role == Role::change || c.noun.empty() || c.depth > 0) continue;
      const View own = words(c);
      // 办结率, 按时办结: of what was settled.
      if (claim::find_any(own, {U"率", U"其中", U"按时", U"按期", U"逾期", U"占"}).size() > 0) continue;
      const Text both = claim::together(own, c.after);
      if (claim::find_any(own, {U"旧存", U"结转", U"月初", U"期初", U"年初", U"上年未结", U"存案"}).size() > 0)
        put(begin, id);
      else if (claim::find_any(both, {U"未结", U"未办结", U"在办", U"尚有", U"期末", U"月末", U"年末", U"待办"}).size() > 0)
        put(end, id);
      else if (claim::find_any(own, {U"新收", U"本月新收", U"本期新收", U"新接", U"新立"}).size() > 0)
        put(in, id);
      else if (claim::find_any(own, {U"办结", U"审结", U"结案", U"执结"}).size() > 0)
        put(out, id);
    }
    if (begin < 0 || in < 0 || out < 0 || end < 0) return;
    for (const int id : {in, out, end})
      if (e_[id].noun != e_[begin].noun || e_[id].vague()) return;
    if (e_[begin].vague()) return;
    // In the order of the book; anything else belongs to another level of courts or another group.
    if (!(begin < in && in < out && out < end) && !(begin < in && in < end && end < out)) return;
    const bool near = e_[std::max(out, end)].sentence - e_[begin].sentence <= 1;
    const Recompute again = [](const std::vector<Interval>& v) { return std::optional<Interval>(v[0] + v[1] - v[2]); };
    const Interval computed = e_[begin].value + e_[in].value - e_[out].value;
    const std::string formula = number_text(e_, begin) + " + " + number_text(e_, in) + " − " + number_text(e_, out);
    if (fit(e_[end], computed) != Fit::none) {
      confirm(e_, ledger_, "D512", "difference", end, {begin, in, out}, computed, formula);
      return;
    }
    miss(e_, ledger_,
         {"D512",
          "difference",
          end,
          {begin, in, out},
          again,
          near ? Tie::certain : Tie::medium,
          formula,
          "按期初、新收和办结推算"});
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_flows(const Evidence& evidence, Ledger& ledger) { Flows(evidence, ledger).run(); }

}  // namespace zh::check

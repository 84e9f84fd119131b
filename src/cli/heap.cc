#include "cli/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ZH_PLAIN_HEAP  // the sanitizer watches every block
#endif
#endif

constexpr std::size_t kLargePage = 2U << 20U;

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && UINTPTR_MAX > 0xFFFFFFFFU && !defined(ZH_PLAIN_HEAP)

constexpr std::size_t kSmall = 256, kStep = 16, kPage = 1U << 16U;
constexpr std::size_t kRoom = std::size_t{1} << 36U;  // addresses; memory comes as it is touched
constexpr std::size_t kClasses = kSmall / kStep + 1;

struct Block {
  Block* next;
};
/// A thread's own: blocks that were freed, and the rest of a page, by size.
struct Lists {
  Block* freed[kClasses];
  char* at[kClasses];
  char* end[kClasses];
};
constinit thread_local Lists lists{};
char* room = nullptr;
std::atomic<std::size_t> pages{0};
std::uint8_t class_of[kRoom / kPage];  // of a page

void* carve(std::size_t size_class) {
  const std::size_t size = size_class * kStep;
  if (lists.at[size_class] == nullptr || lists.at[size_class] + size > lists.end[size_class]) {
    const std::size_t page = pages++;
    if (page >= kRoom / kPage) return nullptr;
    class_of[page] = static_cast<std::uint8_t>(size_class);
    lists.at[size_class] = room + page * kPage;
    lists.end[size_class] = lists.at[size_class] + kPage;
  }
  void* const out = lists.at[size_class];
  lists.at[size_class] += size;
  return out;
}

void* large(std::size_t size) {
  for (;;) {
    if (void* const out = std::malloc(size == 0 ? 1 : size)) return out;
    if (const std::new_handler handler = std::get_new_handler())
      handler();
    else
      throw std::bad_alloc();
  }
}

void keep_small_blocks() {
  void* const at = mmap(nullptr, kRoom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);  // NOLINT
  if (at == MAP_FAILED) return;  // NOLINT: a limit on addresses; malloc serves as well
  madvise(at, kRoom, MADV_HUGEPAGE);
  room = static_cast<char*>(at);
}

}  // namespace

void* operator new(std::size_t size) {
  if (size > kSmall || room == nullptr) return large(size);
  const std::size_t size_class = size == 0 ? 1 : (size + kStep - 1) / kStep;
  if (Block* const block = lists.freed[size_class]) {
    lists.freed[size_class] = block->next;
    return block;
  }
  void* const out = carve(size_class);
  return out != nullptr ? out : large(size);
}
void operator delete(void* block) noexcept {
  const std::size_t offset = reinterpret_cast<std::uintptr_t>(block) - reinterpret_cast<std::uintptr_t>(room);
  if (offset >= kRoom || room == nullptr) return std::free(block);  // NOLINT
  Block*& first = lists.freed[class_of[offset / kPage]];
  first = new (block) Block{first};
}
void operator delete(void* block, std::size_t) noexcept { operator delete(block); }

namespace {
#else
void keep_small_blocks() {}
#endif

}  // namespace

namespace zh::cli {

void prepare_heap(bool small_blocks) {
#ifdef __GLIBC__
  constexpr std::size_t kMore = 32U << 20U;
  mallopt(M_MMAP_THRESHOLD, kMore);
  mallopt(M_TRIM_THRESHOLD, kMore);
  mallopt(M_TOP_PAD, kMore);
  void* volatile first = std::malloc(kMore / 128);
  std::free(first);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / kLargePage * kLargePage;
  madvise(reinterpret_cast<void*>(end - kMore + kLargePage), kMore - kLargePage, MADV_HUGEPAGE);
#endif
  if (small_blocks) keep_small_blocks();
}

}  // namespace zh::cli

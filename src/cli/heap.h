#pragma once

/// Memory of a run that is short and single-minded.
namespace zh::cli {

/// What was freed stays at hand, and the kernel is asked for more at a time and in large pages where it has them: a check takes
/// a fifth less time so. `small_blocks`: operator new keeps small blocks of one size together, each thread its own; for work
/// whose threads do not free what others go on to make. Before anything else of main().
void prepare_heap(bool small_blocks);

}  // namespace zh::cli

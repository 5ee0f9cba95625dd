// SPDX-License-Identifier: MIT-0
// boost.fiber's side of the benchmarks.
#include <boost/fiber/all.hpp>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

namespace fibers = boost::fibers;

static double now_ns() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static double yields(int n) {
  long each = 3000000 / n;
  std::vector<fibers::fiber> all;
  double start = now_ns();
  for (int i = 0; i < n; i++)
    all.emplace_back([each] {
      for (long k = 0; k < each; k++)
        boost::this_fiber::yield();
    });
  for (auto &f : all)
    f.join();
  return (now_ns() - start) / double(each * n);
}

static double spawn() {
  double start = 0;
  for (int round = 0; round < 60; round++) {
    if (round == 10)
      start = now_ns();
    std::vector<fibers::fiber> all;
    for (int i = 0; i < 1000; i++)
      all.emplace_back([] {});
    for (auto &f : all)
      f.join();
  }
  return (now_ns() - start) / 5e4;
}

static double queue() {
  const int items = 1000000;
  fibers::buffered_channel<int> channel(16);
  fibers::fiber producer([&] {
    for (int i = 0; i < items; i++)
      channel.push(i);
  });
  int item;
  double start = now_ns();
  for (int i = 0; i < items; i++)
    channel.pop(item);
  double ns = (now_ns() - start) / items;
  producer.join();
  return ns;
}

static double lock() {
  fibers::mutex m;
  double start = now_ns();
  for (int i = 0; i < 5000000; i++) {
    m.lock();
    m.unlock();
  }
  return (now_ns() - start) / 5e6;
}

int main(int argc, char **argv) {
  const char *row = argc > 1 ? argv[1] : "";
  double ns;
  if (!strcmp(row, "yield2"))
    ns = yields(2);
  else if (!strcmp(row, "yield100"))
    ns = yields(100);
  else if (!strcmp(row, "spawn"))
    ns = spawn();
  else if (!strcmp(row, "queue"))
    ns = queue();
  else if (!strcmp(row, "lock"))
    ns = lock();
  else
    return 3;
  printf("%.3f\n", ns);
}

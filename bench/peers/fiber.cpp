// SPDX-License-Identifier: MIT-0
// boost.fiber's side of the benchmarks: fibers, buffered channels, mutexes;
// stacks from its pool where many fibers come and go, else its default ones,
// which have no guard. A million of those would need 9 GB: left out.
#include <boost/fiber/all.hpp>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <unistd.h>
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
  fibers::pooled_fixedsize_stack stacks(64 * 1024);
  double start = 0;
  for (int round = 0; round < 220; round++) {
    if (round == 20)
      start = now_ns();
    std::vector<fibers::fiber> all;
    all.reserve(1000);
    for (int i = 0; i < 1000; i++)
      all.emplace_back(std::allocator_arg, stacks, [] {});
    for (auto &f : all)
      f.join();
  }
  return (now_ns() - start) / 2e5;
}

// A channel's capacity is a power of two, and it holds one item less.
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

static double pingpong() {
  const int rounds = 500000;
  fibers::buffered_channel<int> there(2), back(2);
  fibers::fiber echo([&] {
    int item;
    for (int i = 0; i < rounds; i++) {
      there.pop(item);
      back.push(item);
    }
  });
  int item;
  double start = now_ns();
  for (int i = 0; i < rounds; i++) {
    there.push(i);
    back.pop(item);
  }
  double ns = (now_ns() - start) / rounds;
  echo.join();
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

static double contend() {
  fibers::mutex m;
  std::vector<fibers::fiber> all;
  double start = now_ns();
  for (int i = 0; i < 10; i++)
    all.emplace_back([&] {
      for (int k = 0; k < 50000; k++) {
        m.lock();
        boost::this_fiber::yield();
        m.unlock();
      }
    });
  for (auto &f : all)
    f.join();
  return (now_ns() - start) / 5e5;
}

static double sleepers() {
  fibers::pooled_fixedsize_stack stacks(64 * 1024);
  double start = 0;
  for (int round = 0; round < 2; round++) {
    start = now_ns(); // the last round counts: warm
    std::vector<fibers::fiber> all;
    all.reserve(100000);
    for (long i = 0; i < 100000; i++)
      all.emplace_back(std::allocator_arg, stacks, [i] {
        boost::this_fiber::sleep_for(
            std::chrono::milliseconds(1 + i * 7919 % 997));
      });
    for (auto &f : all)
      f.join();
  }
  return (now_ns() - start) / 1e5;
}

static double resident() {
  long pages = 0, skip;
  FILE *f = fopen("/proc/self/statm", "r");
  if (!f || fscanf(f, "%ld %ld", &skip, &pages) != 2)
    exit(1);
  fclose(f);
  return double(pages) * double(sysconf(_SC_PAGESIZE));
}

static double memory() {
  const int n = 20000;
  bool stop = false;
  fibers::mutex m;
  fibers::condition_variable changed;
  std::vector<fibers::fiber> all;
  all.reserve(n);
  double before = resident();
  for (int i = 0; i < n; i++)
    all.emplace_back([&] {
      std::unique_lock<fibers::mutex> held(m);
      changed.wait(held, [&] { return stop; });
    });
  boost::this_fiber::yield();
  double bytes = (resident() - before) / n;
  stop = true;
  changed.notify_all();
  for (auto &f : all)
    f.join();
  return bytes;
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
  else if (!strcmp(row, "pingpong"))
    ns = pingpong();
  else if (!strcmp(row, "lock"))
    ns = lock();
  else if (!strcmp(row, "contend"))
    ns = contend();
  else if (!strcmp(row, "sleepers"))
    ns = sleepers();
  else if (!strcmp(row, "memory"))
    ns = memory();
  else
    return 3;
  printf("%.3f\n", ns);
}

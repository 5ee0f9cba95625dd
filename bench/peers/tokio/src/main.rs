// SPDX-License-Identifier: MIT-0
// tokio's side of the benchmarks: its current-thread runtime, JoinSet, mpsc,
// Mutex, Semaphore, sleep, timeout, abort.
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, Mutex, Notify, Semaphore};
use tokio::task::{spawn, yield_now, JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

#[repr(C)]
struct Timespec {
    sec: i64,
    nsec: i64,
}
extern "C" {
    fn clock_gettime(id: i32, t: *mut Timespec) -> i32;
}

fn cpu() -> f64 {
    let mut t = Timespec { sec: 0, nsec: 0 };
    unsafe { clock_gettime(2, &mut t) }; // CLOCK_PROCESS_CPUTIME_ID
    t.sec as f64 * 1e9 + t.nsec as f64
}

async fn yields(tasks: usize) -> f64 {
    let each = 5_000_000 / tasks;
    let mut set = JoinSet::new();
    let start = cpu();
    for _ in 0..tasks {
        set.spawn(async move {
            for _ in 0..each {
                yield_now().await;
            }
        });
    }
    while set.join_next().await.is_some() {}
    (cpu() - start) / (each * tasks) as f64
}

async fn spawn_join() -> f64 {
    let mut start = 0.0;
    for round in 0..600 {
        if round == 100 {
            start = cpu();
        }
        let handles: Vec<_> = (0..1000).map(|_| spawn(async {})).collect();
        for h in handles {
            h.await.unwrap();
        }
    }
    (cpu() - start) / 500_000.0
}

async fn group() -> f64 {
    let mut start = 0.0;
    for round in 0..600 {
        if round == 100 {
            start = cpu();
        }
        let mut set = JoinSet::new();
        for _ in 0..1000 {
            set.spawn(async {});
        }
        while set.join_next().await.is_some() {}
    }
    (cpu() - start) / 500_000.0
}

async fn queue() -> f64 {
    const ITEMS: usize = 3_000_000;
    let (tx, mut rx) = mpsc::channel::<usize>(16);
    spawn(async move {
        for i in 0..ITEMS {
            tx.send(i).await.unwrap();
        }
    });
    let start = cpu();
    for _ in 0..ITEMS {
        rx.recv().await.unwrap();
    }
    (cpu() - start) / ITEMS as f64
}

async fn pingpong() -> f64 {
    const ROUNDS: usize = 1_000_000;
    let (there, mut there_rx) = mpsc::channel::<usize>(1);
    let (back, mut back_rx) = mpsc::channel::<usize>(1);
    spawn(async move {
        for _ in 0..ROUNDS {
            let x = there_rx.recv().await.unwrap();
            back.send(x).await.unwrap();
        }
    });
    let start = cpu();
    for i in 0..ROUNDS {
        there.send(i).await.unwrap();
        back_rx.recv().await.unwrap();
    }
    (cpu() - start) / ROUNDS as f64
}

async fn lock() -> f64 {
    const TURNS: usize = 5_000_000;
    let m = Mutex::new(0usize);
    let start = cpu();
    for _ in 0..TURNS {
        *m.lock().await += 1;
    }
    (cpu() - start) / TURNS as f64
}

async fn semaphore() -> f64 {
    const TURNS: usize = 5_000_000;
    let s = Semaphore::new(1);
    let start = cpu();
    for _ in 0..TURNS {
        let _permit = s.acquire().await.unwrap();
    }
    (cpu() - start) / TURNS as f64
}

async fn contend() -> f64 {
    let m = Arc::new(Mutex::new(0usize));
    let mut set = JoinSet::new();
    let start = cpu();
    for _ in 0..10 {
        let m = m.clone();
        set.spawn(async move {
            for _ in 0..100_000 {
                let mut guard = m.lock().await;
                *guard += 1;
                yield_now().await;
            }
        });
    }
    while set.join_next().await.is_some() {}
    (cpu() - start) / 1_000_000.0
}

async fn sleepers() -> f64 {
    let mut start = 0.0;
    for _ in 0..2 {
        start = cpu(); // the last round counts: warm
        let mut set = JoinSet::new();
        for i in 0..100_000u64 {
            set.spawn(sleep(Duration::from_millis(1 + i * 7919 % 997)));
        }
        while set.join_next().await.is_some() {}
    }
    (cpu() - start) / 100_000.0
}

async fn timeouts() -> f64 {
    const N: usize = 3_000_000;
    let start = cpu();
    for _ in 0..N {
        timeout(Duration::from_secs(1), async {}).await.unwrap();
    }
    (cpu() - start) / N as f64
}

// Tasks that all wait: the runtime polls a few dozen between two turns of this
// one, so it must ask until the last of them has begun.
async fn park(n: usize, never: &Arc<Notify>) -> Vec<JoinHandle<()>> {
    let begun = Arc::new(AtomicUsize::new(0));
    let handles = (0..n)
        .map(|_| {
            let never = never.clone();
            let begun = begun.clone();
            spawn(async move {
                begun.fetch_add(1, Relaxed);
                never.notified().await
            })
        })
        .collect();
    while begun.load(Relaxed) < n {
        yield_now().await;
    }
    handles
}

async fn cancel() -> f64 {
    let mut ns = 0.0;
    for _ in 0..5 {
        let handles = park(10_000, &Arc::new(Notify::new())).await;
        let start = cpu();
        for h in &handles {
            h.abort();
        }
        for h in handles {
            assert!(h.await.unwrap_err().is_cancelled());
        }
        ns = (cpu() - start) / 10_000.0;
    }
    ns
}

fn resident() -> f64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap();
    let pages: f64 = text.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096.0
}

async fn memory() -> f64 {
    let never = Arc::new(Notify::new());
    let before = resident();
    let handles = park(100_000, &never).await;
    let bytes = (resident() - before) / 100_000.0;
    never.notify_waiters();
    for h in handles {
        h.await.unwrap();
    }
    bytes
}

async fn million() -> f64 {
    let never = Arc::new(Notify::new());
    let handles = park(1_000_000, &never).await;
    never.notify_waiters();
    for h in handles {
        h.await.unwrap();
    }
    1e6
}

async fn run(row: &str) -> f64 {
    match row {
        "yield2" => yields(2).await,
        "yield100" => yields(100).await,
        "spawn" | "gather" => spawn_join().await, // results come in order
        "group" => group().await,
        "queue" => queue().await,
        "pingpong" => pingpong().await,
        "lock" => lock().await,
        "semaphore" => semaphore().await,
        "contend" => contend().await,
        "sleepers" => sleepers().await,
        "timeout" => timeouts().await,
        "cancel" => cancel().await,
        "memory" => memory().await,
        "million" => million().await,
        _ => std::process::exit(3),
    }
}

fn main() {
    let row = std::env::args().nth(1).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    println!("{:.3}", runtime.block_on(run(&row)));
}

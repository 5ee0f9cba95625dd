-- Producers, workers and a collector round two bounded queues, with a cancel in
-- the middle
-- CPython 3.12 and later
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function producer(name, out, n)
  for i = 0, n - 1 do
    sleep(3)
    out:put(name .. i)
    say(name .. " put " .. i)
  end
end

local function worker(name, inq, out)
  local ok, e = pcall(function()
    while true do
      local item = inq:get()
      local _ <close> = defer(function() inq:task_done() end)
      sleep(7)
      out:put(item:lower())
    end
  end)
  if not ok then say(name .. " stops") error(e, 0) end
end

local function collector(q)
  while true do say("collected " .. q:get()) end
end

local jobs, results = queue(2), queue(1)
local ps = { spawn("A", producer, "A", jobs, 4), spawn("B", producer, "B", jobs, 3) }
local ws = {}
for i = 1, 3 do ws[i] = spawn("W" .. i, worker, "W" .. i, jobs, results) end
local c = spawn("C", collector, results)
sleep(15)
ws[2]:cancel()
gather(ps)
say("all put")
jobs:join()
say("all done")
for _, w in ipairs(ws) do w:cancel() end
gather(ws, { return_errors = true })
sleep(0)
c:cancel()
wait { c }
say("left " .. jobs:size() .. " " .. results:size())

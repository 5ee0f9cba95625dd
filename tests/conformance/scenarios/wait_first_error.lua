-- WA-3, WA-4: "first_error" ends with a failure, not with a cancellation; without
-- one it waits for all
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

local function w(name, ms, fails)
  sleep(ms)
  say(name .. " ends")
  if fails then error(name, 0) end
end

local function names(ts)
  local l = {}
  for i, t in ipairs(ts) do l[i] = t:name() end
  table.sort(l)
  return #l > 0 and table.concat(l, " ") or "-"
end

local ts = { spawn("A", w, "A", 30, false), spawn("B", w, "B", 20, true), spawn("C", w, "C", 1000, false) }
spawn("S", function()
  sleep(10)
  ts[3]:cancel()
end)
local done, pending = wait(ts, { return_when = "first_error" })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait(pending, { return_when = "first_error" })
say("done " .. names(done) .. " pending " .. names(pending))
done, pending = wait({ ts[2], spawn("D", w, "D", 5, false) }, { return_when = "first_error" })
say("done " .. names(done) .. " pending " .. names(pending))
sleep(10)

-- AC-3: a failed or cancelled task comes out in its turn; its error is raised for
-- it alone, and the rest follows
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
  if fails then error(name, 0) end
  return name
end

local ts = {
  spawn("A", w, "A", 30, false), spawn("B", w, "B", 10, true), spawn("C", w, "C", 20, false),
  spawn("D", w, "D", 1000, false),
}
spawn("S", function()
  sleep(15)
  ts[4]:cancel()
end)
for t in as_completed(ts) do
  local ok, e = pcall(t.result, t)
  if ok then
    say("got " .. e)
  else
    say("error " .. kind(e) .. ", cancelling " .. current():cancelling())
  end
end
say("end")

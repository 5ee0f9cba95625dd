-- GA-5, GA-6: the first error is raised at once; the other children keep running
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

local function bad(ms, text)
  sleep(ms)
  say(text .. " raises")
  error(text, 0)
end
local function good()
  sleep(30)
  say("good ends")
end
local g = spawn("good", good)
local ok, e = pcall(gather, { spawn("bad1", bad, 10, "bad1"), g, spawn("bad2", bad, 20, "bad2") })
if not ok then say("caught " .. kind(e) .. ", good done " .. yn(g:done())) end
g:await()
say("end")

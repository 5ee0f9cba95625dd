-- random program 41
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 2")
  say("w1 4")
  local function f6()
    say("w1.f6 7")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f6 9 woken")
    end
    say("w1.f6 11")
    error("E12", 0)
  end
  do local ok, e = pcall(function() say("w1 5 " .. wait_for(1, spawn("f6", f6))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  say("w1 14")
  do local ok, e = pcall(function()
    do local _ <close> = lk:hold()
      say("w1 17 in")
      say("w1 count " .. current():cancelling())
    end
  end)
    if is(e, Cancelled) then say("w1 15 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 19 end")
end
local function w2()
  ev:set()
  local function f22()
    say("w2.f22 23")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f22 24 ok") elseif type(e) == "string" then say("w2.f22 24 err " .. kind(e)) else error(e, 0) end end
    sleep(2)
    say("w2.f22 26")
    return "f22"
  end
  do local dn, pn = wait({ spawn("f22", f22) }, { return_when = "all", timeout = nil })
    say("w2 21 done " .. #dn .. " pending " .. #pn) end
  say("w2 27 end")
end
local function w3()
  sleep(1)
  say("w3 29")
  say("w3 got " .. q:get())
  say("w3 31 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  say("w4 34 end")
end
local function w5()
  say("w5 barrier " .. br:wait())
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w5 36 ok") elseif type(e) == "string" then say("w5 36 err " .. kind(e)) else error(e, 0) end end
  say("w5 37 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(1)
ev:set()
sleep(5)
say('main ends')

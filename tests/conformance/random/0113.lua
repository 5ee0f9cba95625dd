-- random program 113
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
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 3")
  sleep(1)
  say("w1 5")
  ev:clear()
  say("w1 7 end")
end
local function w2()
  local function f9()
    say("w2.f9 10")
    do local ok, e = pcall(timeout, 2, function()
      if not q:full() then q:put_nowait(12) end
      do local ok, e = pcall(function()
        say("w2.f9 15")
        current():cancel()
      end)
        if is(e, Cancelled) then say("w2.f9 13 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f9 11 timeout") elseif not ok then error(e, 0) end end
    say("w2.f9 size " .. q:size())
    return "f9"
  end
  local function f18()
    say("w2.f18 19")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    do local ok, e = pcall(function()
      if not q:empty() then say("w2.f18 took " .. q:get_nowait()) end
      ev:clear()
    end)
      if is(e, Cancelled) then say("w2.f18 21 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(1)
    say("w2.f18 25")
    return "f18"
  end
  do local ok, e = pcall(function() say("w2 8 got " .. table.concat({ gather { spawn("f9", f9), spawn("f18", f18) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 8 err " .. kind(e)) else error(e, 0) end end end
  say("w2 27")
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 30")
  say("w2 31 end")
end
local function w3()
  local function f33()
    say("w3.f33 34")
    ev:wait()
    say("w3.f33 36 ev")
    error("E37", 0)
  end
  local function f38()
    say("w3.f38 39")
    do local _ <close> = defer(function()
      say("w3.f38 40 finally")
    end)
      sleep(5)
      say("w3.f38 42")
      if T.w1 then say("w3.f38 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      sleep(2)
      say("w3.f38 45")
    end
    return "f38"
  end
  local function f46()
    say("w3.f46 47")
    ev:wait()
    say("w3.f46 49 ev")
    sleep(0)
    say("w3.f46 51")
    if T.w1 then say("w3.f46 cancels w1 " .. yn(T.w1:cancel())) end
    return "f46"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f33", f33)
    tg:spawn("f38", f38)
    tg:spawn("f46", f46)
  end)
    if is(e, ErrorGroup) then say("w3 32 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 53 ok") elseif type(e) == "string" then say("w3 53 err " .. kind(e)) else error(e, 0) end end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 56 end")
end
local function w4()
  local function f58()
    say("w4.f58 59")
    say("w4.f58 barrier " .. br:wait())
    if T.w3 then say("w4.f58 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E62", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f58", f58) }, { timeout = nil }) do say("w4 57 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 57 err " .. kind(e)) else error(e, 0) end end end
  say("w4 got " .. q:get())
  say("w4 64 end")
end
local function w5()
  local function f66()
    say("w5.f66 67")
    say("w5.f66 barrier " .. br:wait())
    if not q:empty() then say("w5.f66 took " .. q:get_nowait()) end
    if T.w3 then say("w5.f66 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f66"
  end
  do local ok, e = pcall(function() say("w5 65 got " .. table.concat({ gather { spawn("f66", f66) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 65 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  say("w5 73")
  say("w5 74 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
sleep(5)
say('main ends')

-- random program 295
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    sleep(1)
    say("w1.f2 5")
    if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    error("E7", 0)
  end
  local function f8()
    say("w1.f8 9")
    if T.w3 then say("w1.f8 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f8"
  end
  local function f11()
    say("w1.f11 12")
    if T.w4 then say("w1.f11 cancels w4 " .. yn(T.w4:cancel())) end
    return "f11"
  end
  do local dn, pn = wait({ spawn("f2", f2), spawn("f8", f8), spawn("f11", f11) }, { return_when = "all", timeout = nil })
    say("w1 1 done " .. #dn .. " pending " .. #pn) end
  sleep(5)
  say("w1 15")
  ev:clear()
  do local _ <close> = lk:hold()
    say("w1 18 in")
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    ev:set()
  end
  say("w1 21 end")
end
local function w2()
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 23 ok") elseif type(e) == "string" then say("w2 23 err " .. kind(e)) else error(e, 0) end end
  say("w2 24 end")
end
local function w3()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w3 25 ok") elseif type(e) == "string" then say("w3 25 err " .. kind(e)) else error(e, 0) end end
  ev:wait()
  say("w3 27 ev")
  say("w3 29")
  do local _ <close> = defer(function()
    sleep(1)
    say("w3 30 finally")
  end)
    say("w3 32")
    local function f34()
      say("w3.f34 35")
      local function f37()
        say("w3.f34.f37 38")
        ev:clear()
        return "f37"
      end
      do local ok, e = pcall(function() say("w3.f34 36 " .. wait_for(1, spawn("f37", f37))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f34 36 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = defer(function()
        sleep(0)
        say("w3.f34 40 finally")
      end)
        sleep(2)
        say("w3.f34 42")
      end
      error("E43", 0)
    end
    do local ok, e = pcall(function() say("w3 33 " .. wait_for(5, spawn("f34", f34))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 33 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w3 44 end")
end
local function w4()
  local function f46()
    say("w4.f46 47")
    if not q:full() then q:put_nowait(48) end
    local function f50()
      say("w4.f46.f50 51")
      sleep(1)
      say("w4.f46.f50 53")
      local function f55()
        say("w4.f46.f50.f55 56")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w4.f46.f50.f55 57 ok") elseif type(e) == "string" then say("w4.f46.f50.f55 57 err " .. kind(e)) else error(e, 0) end end
        if T.w4 then say("w4.f46.f50.f55 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:wait()
        say("w4.f46.f50.f55 60 ev")
        return "f55"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f55", f55)
        if T.w5 then say("w4.f46.f50 cancels w5 " .. yn(T.w5:cancel())) end
      end)
        if is(e, ErrorGroup) then say("w4.f46.f50 54 " .. kind(e)) elseif not ok then error(e, 0) end end
      if not q:empty() then say("w4.f46.f50 took " .. q:get_nowait()) end
      return "f50"
    end
    do local ok, e = pcall(function() say("w4.f46 49 got " .. table.concat({ gather { spawn("f50", f50) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w4.f46 49 err " .. kind(e)) else error(e, 0) end end end
    return "f46"
  end
  local function f63()
    say("w4.f63 64")
    local function f66()
      say("w4.f63.f66 67")
      say("w4.f63.f66 got " .. q:get())
      return "f66"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f66", f66)
      if not q:full() then q:put_nowait(69) end
    end)
      if is(e, ErrorGroup) then say("w4.f63 65 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = lk:hold()
      say("w4.f63 71 in")
      local function f73()
        say("w4.f63.f73 74")
        if not q:full() then q:put_nowait(75) end
        return "f73"
      end
      local function f76()
        say("w4.f63.f76 77")
        say("w4.f63.f76 count " .. current():cancelling())
        ev:clear()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f76"
      end
      do local ok, e = pcall(function() say("w4.f63 72 got " .. table.concat({ gather { spawn("f73", f73), spawn("f76", f76) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w4.f63 72 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      q:put(82)
      say("w4.f63 83 put 82")
    end
    sleep(0)
    say("w4.f63 85")
    return "f63"
  end
  local function f86()
    say("w4.f86 87")
    say("w4.f86 count " .. current():cancelling())
    error("E89", 0)
  end
  do local ok, e = pcall(function() say("w4 45 got " .. table.concat({ gather { spawn("f46", f46), spawn("f63", f63), spawn("f86", f86) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 45 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w4 91")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 93 end")
end
local function w5()
  ev:set()
  ev:wait()
  say("w5 96 ev")
  local function f98()
    say("w5.f98 99")
    say("w5.f98 101")
    error("E102", 0)
  end
  do local ok, e = pcall(function() say("w5 97 " .. wait_for(1, spawn("f98", f98))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 97 err " .. kind(e)) else error(e, 0) end end end
  current():cancel()
  say("w5 got " .. q:get())
  say("w5 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')

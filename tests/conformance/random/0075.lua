-- random program 75
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    do local _ <close> = lk:hold()
      say("w1 4 in")
      current():cancel()
    end
  end
  do local _ <close> = sm:hold()
    say("w1 7 in")
    local function f9()
      say("w1.f9 10")
      say("w1.f9 12")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f9 14 woken")
      end
      return "f9"
    end
    local function f15()
      say("w1.f15 16")
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f15 19")
      end)
        if is(e, Cancelled) then say("w1.f15 17 cancelled err")
          error("X17", 0)
        elseif not ok then error(e, 0) end end
      ev:wait()
      say("w1.f15 21 ev")
      if T.w4 then say("w1.f15 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f15"
    end
    do local ok, e = pcall(function() say("w1 8 got " .. table.concat({ gather { spawn("f9", f9), spawn("f15", f15) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
    q:put(23)
    say("w1 24 put 23")
    do local ok, e = pcall(function()
      say("w1 size " .. q:size())
      sleep(0)
      say("w1 28")
    end)
      if is(e, Cancelled) then say("w1 25 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  sleep(1)
  say("w1 30")
  do local _ <close> = lk:hold()
    say("w1 32 in")
    sleep(0)
    say("w1 34")
  end
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = sm:hold()
      say("w1 37 in")
      ev:set()
      do local ok, e = pcall(function()
        say("w1 41")
        sleep(1)
        say("w1 43")
      end)
        if is(e, Cancelled) then say("w1 39 cancelled cleanup")
          sleep(2)
          say("w1 39 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f45()
        say("w1.f45 46")
        say("w1.f45 48")
        say("w1.f45 50")
        ev:wait()
        say("w1.f45 52 ev")
        return "f45"
      end
      local function f53()
        say("w1.f53 54")
        ev:wait()
        say("w1.f53 56 ev")
        say("w1.f53 58")
        return "f53"
      end
      local function f59()
        say("w1.f59 60")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w1.f59 63")
        ev:clear()
        return "f59"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f45", f45), spawn("f53", f53), spawn("f59", f59) }, { timeout = nil }) do say("w1 44 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 44 err " .. kind(e)) else error(e, 0) end end end
    end
    say("w1 got " .. q:get())
  end)
    if is(e, Timeout) then say("w1 35 timeout") elseif not ok then error(e, 0) end end
  say("w1 66 end")
end
local function w2()
  do local ok, e = pcall(timeout, 3, function()
    local function f69()
      say("w2.f69 70")
      do local ok, e = pcall(timeout, 1, function()
        say("w2.f69 count " .. current():cancelling())
        say("w2.f69 got " .. q:get())
      end)
        if is(e, Timeout) then say("w2.f69 71 timeout") elseif not ok then error(e, 0) end end
      error("E74", 0)
    end
    local function f75()
      say("w2.f75 76")
      if not q:full() then q:put_nowait(77) end
      q:put(78)
      say("w2.f75 79 put 78")
      error("E80", 0)
    end
    local function f81()
      say("w2.f81 82")
      if T.w3 then say("w2.f81 cancels w3 " .. yn(T.w3:cancel())) end
      if T.w3 then say("w2.f81 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:empty() then say("w2.f81 took " .. q:get_nowait()) end
      return "f81"
    end
    do local ok, e = pcall(function() say("w2 68 got " .. table.concat({ gather { spawn("f69", f69), spawn("f75", f75), spawn("f81", f81) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 68 err " .. kind(e)) else error(e, 0) end end end
    say("w2 got " .. q:get())
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 87 ok") elseif type(e) == "string" then say("w2 87 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 67 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 88 ok") elseif type(e) == "string" then say("w2 88 err " .. kind(e)) else error(e, 0) end end
  if not q:full() then q:put_nowait(89) end
  say("w2 count " .. current():cancelling())
  say("w2 91 end")
end
local function w3()
  if not q:full() then q:put_nowait(92) end
  do local _ <close> = sm:hold()
    say("w3 94 in")
    if not q:full() then q:put_nowait(95) end
    ev:wait()
    say("w3 97 ev")
  end
  say("w3 count " .. current():cancelling())
  ev:set()
  say("w3 100 end")
end
local function w4()
  do local ok, e = pcall(timeout, 3, function()
    do local _ <close> = defer(function()
      say("w4 102 finally")
    end)
      do local ok, e = pcall(timeout, 2, function()
        say("w4 got " .. q:get())
      end)
        if is(e, Timeout) then say("w4 103 timeout") elseif not ok then error(e, 0) end end
    end
    sleep(1)
    say("w4 106")
  end)
    if is(e, Timeout) then say("w4 101 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w4 108 end")
end
local function w5()
  say("w5 count " .. current():cancelling())
  local function f111()
    say("w5.f111 112")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w5.f111 114 woken")
    end
    error("E115", 0)
  end
  local function f116()
    say("w5.f116 117")
    do local _ <close> = sm:hold()
      say("w5.f116 119 in")
      sleep(0)
      say("w5.f116 121")
    end
    return "f116"
  end
  local function f122()
    say("w5.f122 123")
    say("w5.f122 count " .. current():cancelling())
    ev:clear()
    return "f122"
  end
  do local ok, e = pcall(function() say("w5 110 got " .. table.concat({ gather { spawn("f111", f111), spawn("f116", f116), spawn("f122", f122) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w5 110 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w5 127")
  say("w5 128 end")
end
local function w6()
  local function f130()
    say("w6.f130 131")
    sleep(1)
    say("w6.f130 133")
    do local ok, e = pcall(timeout, 1, function()
      sleep(1)
      say("w6.f130 136")
      sleep(2)
      say("w6.f130 138")
    end)
      if is(e, Timeout) then say("w6.f130 134 timeout") elseif not ok then error(e, 0) end end
    return "f130"
  end
  local function f139()
    say("w6.f139 140")
    q:put(141)
    say("w6.f139 142 put 141")
    error("E143", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f130", f130)
    tg:spawn("f139", f139)
    sleep(3)
    say("w6 145")
  end)
    if is(e, ErrorGroup) then say("w6 129 " .. kind(e)) elseif not ok then error(e, 0) end end
  current():cancel()
  q:put(147)
  say("w6 148 put 147")
  say("w6 149 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w5 ' .. yn(T.w5:cancel()))
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')

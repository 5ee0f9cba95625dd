-- random program 280
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    local function f5()
      say("w1.f2.f5 6")
      local function f8()
        say("w1.f2.f5.f8 9")
        if T.w6 then say("w1.f2.f5.f8 cancels w6 " .. yn(T.w6:cancel())) end
        return "f8"
      end
      do local ok, e = pcall(function() say("w1.f2.f5 7 " .. wait_for(1, spawn("f8", f8))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2.f5 7 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = defer(function()
        sleep(2)
        say("w1.f2.f5 11 finally")
      end)
        if T.w6 then say("w1.f2.f5 cancels w6 " .. yn(T.w6:cancel())) end
        say("w1.f2.f5 got " .. q:get())
        say("w1.f2.f5 got " .. q:get())
      end
      return "f5"
    end
    do local ok, e = pcall(function() say("w1.f2 4 " .. wait_for(1, spawn("f5", f5))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 4 err " .. kind(e)) else error(e, 0) end end end
    local function f16()
      say("w1.f2.f16 17")
      say("w1.f2.f16 barrier " .. br:wait())
      error("E19", 0)
    end
    local function f20()
      say("w1.f2.f20 21")
      do local ok, e = pcall(function()
        sleep(2)
        say("w1.f2.f20 24")
        if not q:empty() then say("w1.f2.f20 took " .. q:get_nowait()) end
      end)
        if is(e, Cancelled) then say("w1.f2.f20 22 cancelled err")
          error("X22", 0)
        elseif not ok then error(e, 0) end end
      local function f27()
        say("w1.f2.f20.f27 28")
        ev:clear()
        q:put(30)
        say("w1.f2.f20.f27 31 put 30")
        return "f27"
      end
      local function f32()
        say("w1.f2.f20.f32 33")
        if T.w4 then say("w1.f2.f20.f32 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(2)
        say("w1.f2.f20.f32 36")
        sleep(3)
        say("w1.f2.f20.f32 38")
        return "f32"
      end
      local function f39()
        say("w1.f2.f20.f39 40")
        say("w1.f2.f20.f39 42")
        say("w1.f2.f20.f39 44")
        sleep(1)
        say("w1.f2.f20.f39 46")
        return "f39"
      end
      do local ok, e = pcall(function() say("w1.f2.f20 26 got " .. table.concat({ gather { spawn("f27", f27), spawn("f32", f32), spawn("f39", f39) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f2.f20 26 err " .. kind(e)) else error(e, 0) end end end
      error("E47", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f16", f16)
      tg:spawn("f20", f20)
      sleep(0)
      say("w1.f2 49")
      q:put(50)
      say("w1.f2 51 put 50")
      if T.w1 then say("w1.f2 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w1.f2 15 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f2"
  end
  local function f53()
    say("w1.f53 54")
    ev:wait()
    say("w1.f53 56 ev")
    return "f53"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f53", f53) }, { timeout = 3 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(57) end
  say("w1 58 end")
end
local function w2()
  sleep(1)
  say("w2 60")
  do local _ <close> = sm:hold()
    say("w2 62 in")
    do local ok, e = pcall(function()
      if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Cancelled) then say("w2 63 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  say("w2 count " .. current():cancelling())
  say("w2 67")
  say("w2 got " .. q:get())
  say("w2 69 end")
end
local function w3()
  sleep(0)
  say("w3 71")
  local function f73()
    say("w3.f73 74")
    if not q:empty() then say("w3.f73 took " .. q:get_nowait()) end
    sleep(3)
    say("w3.f73 77")
    if T.w5 then say("w3.f73 cancels w5 " .. yn(T.w5:cancel())) end
    error("E79", 0)
  end
  do local ok, e = pcall(function() say("w3 72 " .. wait_for(0, spawn("f73", f73))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 72 err " .. kind(e)) else error(e, 0) end end end
  q:put(80)
  say("w3 81 put 80")
  sleep(0)
  say("w3 83")
  say("w3 84 end")
end
local function w4()
  ev:wait()
  say("w4 86 ev")
  do local _ <close> = defer(function()
    sleep(5)
    say("w4 87 finally")
  end)
    sleep(1)
    say("w4 89")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(function() T.w3:await() end)
        if ok then say("w4 91 ok") elseif type(e) == "string" then say("w4 91 err " .. kind(e)) else error(e, 0) end end
      say("w4 93")
    end)
      if is(e, Timeout) then say("w4 90 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w4 95")
  end
  sleep(0)
  say("w4 97")
  q:put(98)
  say("w4 99 put 98")
  sleep(5)
  say("w4 101")
  say("w4 102 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 104 in")
    sleep(2)
    say("w5 106")
    say("w5 got " .. q:get())
    local function f109()
      say("w5.f109 110")
      ev:wait()
      say("w5.f109 112 ev")
      error("E113", 0)
    end
    local function f114()
      say("w5.f114 115")
      say("w5.f114 got " .. q:get())
      if not q:full() then q:put_nowait(117) end
      say("w5.f114 119")
      return "f114"
    end
    local function f120()
      say("w5.f120 121")
      say("w5.f120 got " .. q:get())
      q:put(123)
      say("w5.f120 124 put 123")
      ev:clear()
      return "f120"
    end
    do local ok, e = pcall(function() say("w5 108 got " .. table.concat({ gather { spawn("f109", f109), spawn("f114", f114), spawn("f120", f120) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w5 108 err " .. kind(e)) else error(e, 0) end end end
  end
  if T.w6 then say("w5 cancels w6 " .. yn(T.w6:cancel())) end
  sleep(1)
  say("w5 128")
  say("w5 130")
  say("w5 131 end")
end
local function w6()
  sleep(3)
  say("w6 133")
  if T.w1 then say("w6 cancels w1 " .. yn(T.w1:cancel())) end
  local function f136()
    say("w6.f136 137")
    say("w6.f136 139")
    if not q:empty() then say("w6.f136 took " .. q:get_nowait()) end
    if not q:full() then q:put_nowait(141) end
    return "f136"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f136", f136)
    q:put(142)
    say("w6 143 put 142")
  end)
    if is(e, ErrorGroup) then say("w6 135 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 got " .. q:get())
  say("w6 got " .. q:get())
  say("w6 146 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(30)
say('main ends')

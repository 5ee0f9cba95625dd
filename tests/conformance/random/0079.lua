-- random program 79
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  local function f3()
    say("w1.f3 4")
    do local _ <close> = sm:hold()
      say("w1.f3 6 in")
      if not q:full() then q:put_nowait(7) end
    end
    error("E8", 0)
  end
  do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
  local function f10()
    say("w1.f10 11")
    say("w1.f10 got " .. q:get())
    do local ok, e = pcall(timeout, 3, function()
      do local _ <close> = sm:hold()
        say("w1.f10 15 in")
        sleep(2)
        say("w1.f10 17")
        sleep(1)
        say("w1.f10 19")
        if T.w1 then say("w1.f10 cancels w1 " .. yn(T.w1:cancel())) end
      end
      do local _ <close> = lk:hold()
        say("w1.f10 22 in")
        if T.w6 then say("w1.f10 cancels w6 " .. yn(T.w6:cancel())) end
        sleep(0)
        say("w1.f10 25")
        if T.w1 then say("w1.f10 cancels w1 " .. yn(T.w1:cancel())) end
      end
      local function f28()
        say("w1.f10.f28 29")
        sleep(2)
        say("w1.f10.f28 31")
        return "f28"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f28", f28) }, { timeout = 1 }) do say("w1.f10 27 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f10 27 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w1.f10 13 timeout") elseif not ok then error(e, 0) end end
    return "f10"
  end
  local function f32()
    say("w1.f32 33")
    sleep(0)
    say("w1.f32 35")
    return "f32"
  end
  local function f36()
    say("w1.f36 37")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w1.f36 40")
    sleep(2)
    say("w1.f36 42")
    error("E43", 0)
  end
  do local ok, e = pcall(function() say("w1 9 got " .. table.concat({ gather { spawn("f10", f10), spawn("f32", f32), spawn("f36", f36) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  say("w1 44 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 46 in")
    local function f48()
      say("w2.f48 49")
      q:put(50)
      say("w2.f48 51 put 50")
      local function f53()
        say("w2.f48.f53 54")
        say("w2.f48.f53 56")
        if T.w6 then say("w2.f48.f53 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        error("E59", 0)
      end
      local function f60()
        say("w2.f48.f60 61")
        sleep(0)
        say("w2.f48.f60 63")
        say("w2.f48.f60 65")
        return "f60"
      end
      local function f66()
        say("w2.f48.f66 67")
        ev:set()
        if not q:full() then q:put_nowait(69) end
        if T.w4 then say("w2.f48.f66 cancels w4 " .. yn(T.w4:cancel())) end
        error("E71", 0)
      end
      for _, x in ipairs(gather({ spawn("f53", f53), spawn("f60", f60), spawn("f66", f66) }, { return_errors = true })) do
        say("w2.f48 52 " .. (x.ok and x.value or kind(x.error)))
      end
      say("w2.f48 got " .. q:get())
      return "f48"
    end
    local function f73()
      say("w2.f73 74")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      sleep(3)
      say("w2.f73 77")
      sleep(5)
      say("w2.f73 79")
      return "f73"
    end
    local function f80()
      say("w2.f80 81")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      if T.w5 then say("w2.f80 cancels w5 " .. yn(T.w5:cancel())) end
      return "f80"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f48", f48)
      tg:spawn("f73", f73)
      tg:spawn("f80", f80)
      if T.w6 then say("w2 cancels w6 " .. yn(T.w6:cancel())) end
      sleep(0)
      say("w2 86")
      sleep(1)
      say("w2 88")
    end)
      if is(e, ErrorGroup) then say("w2 47 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  ev:clear()
  if T.w6 then say("w2 cancels w6 " .. yn(T.w6:cancel())) end
  say("w2 92 end")
end
local function w3()
  if not q:full() then q:put_nowait(93) end
  current():cancel()
  say("w3 got " .. q:get())
  say("w3 96 end")
end
local function w4()
  sleep(1)
  say("w4 98")
  local function f100()
    say("w4.f100 101")
    say("w4.f100 103")
    return "f100"
  end
  do local ok, e = pcall(function() say("w4 99 got " .. table.concat({ gather { spawn("f100", f100) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 99 err " .. kind(e)) else error(e, 0) end end end
  say("w4 104 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 106 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w5 108 woken")
    end
    local function f110()
      say("w5.f110 111")
      local function f113()
        say("w5.f110.f113 114")
        sleep(2)
        say("w5.f110.f113 116")
        ev:clear()
        return "f113"
      end
      local function f118()
        say("w5.f110.f118 119")
        ev:set()
        return "f118"
      end
      for _, x in ipairs(gather({ spawn("f113", f113), spawn("f118", f118) }, { return_errors = true })) do
        say("w5.f110 112 " .. (x.ok and x.value or kind(x.error)))
      end
      if not q:full() then q:put_nowait(121) end
      return "f110"
    end
    local function f122()
      say("w5.f122 123")
      say("w5.f122 got " .. q:get())
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local ok, e = pcall(function() T.w4:await() end)
        if ok then say("w5.f122 126 ok") elseif type(e) == "string" then say("w5.f122 126 err " .. kind(e)) else error(e, 0) end end
      return "f122"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f110", f110)
      tg:spawn("f122", f122)
      sleep(3)
      say("w5 128")
      if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w6 then say("w5 cancels w6 " .. yn(T.w6:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w5 109 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w1 then say("w5 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w5 134 end")
end
local function w6()
  sleep(2)
  say("w6 136")
  ev:wait()
  say("w6 138 ev")
  do local _ <close> = sm:hold()
    say("w6 140 in")
    if T.w3 then say("w6 cancels w3 " .. yn(T.w3:cancel())) end
  end
  say("w6 142 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
ev:set()
sleep(0)
sleep(10)
say('main ends')

-- random program 230
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
  do local ok, e = pcall(timeout, 0, function()
    local function f3()
      say("w1.f3 4")
      say("w1.f3 size " .. q:size())
      local function f7()
        say("w1.f3.f7 8")
        say("w1.f3.f7 10")
        say("w1.f3.f7 got " .. q:get())
        sleep(0)
        say("w1.f3.f7 13")
        return "f7"
      end
      local function f14()
        say("w1.f3.f14 15")
        ev:wait()
        say("w1.f3.f14 17 ev")
        sleep(1)
        say("w1.f3.f14 19")
        if T.w4 then say("w1.f3.f14 cancels w4 " .. yn(T.w4:cancel())) end
        return "f14"
      end
      for _, x in ipairs(gather({ spawn("f7", f7), spawn("f14", f14) }, { return_errors = true })) do
        say("w1.f3 6 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f3"
    end
    local function f21()
      say("w1.f21 22")
      say("w1.f21 24")
      return "f21"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f3", f3), spawn("f21", f21) }, { timeout = 2 }) do say("w1 2 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
    local function f26()
      say("w1.f26 27")
      if T.w4 then say("w1.f26 cancels w4 " .. yn(T.w4:cancel())) end
      return "f26"
    end
    local function f29()
      say("w1.f29 30")
      local function f32()
        say("w1.f29.f32 33")
        if T.w4 then say("w1.f29.f32 cancels w4 " .. yn(T.w4:cancel())) end
        q:put(35)
        say("w1.f29.f32 36 put 35")
        error("E37", 0)
      end
      local function f38()
        say("w1.f29.f38 39")
        say("w1.f29.f38 got " .. q:get())
        sleep(2)
        say("w1.f29.f38 42")
        return "f38"
      end
      local function f43()
        say("w1.f29.f43 44")
        sleep(0)
        say("w1.f29.f43 46")
        return "f43"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f32", f32), spawn("f38", f38), spawn("f43", f43) }, { timeout = nil }) do say("w1.f29 31 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f29 31 err " .. kind(e)) else error(e, 0) end end end
      error("E47", 0)
    end
    for _, x in ipairs(gather({ spawn("f26", f26), spawn("f29", f29) }, { return_errors = true })) do
      say("w1 25 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w1 49")
  say("w1 50 end")
end
local function w2()
  local function f52()
    say("w2.f52 53")
    ev:clear()
    return "f52"
  end
  local function f55()
    say("w2.f55 56")
    local function f58()
      say("w2.f55.f58 59")
      sleep(2)
      say("w2.f55.f58 61")
      local function f63()
        say("w2.f55.f58.f63 64")
        ev:wait()
        say("w2.f55.f58.f63 66 ev")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w2.f55.f58.f63 got " .. q:get())
        return "f63"
      end
      local function f69()
        say("w2.f55.f58.f69 70")
        if T.w3 then say("w2.f55.f58.f69 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
        error("E73", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f63", f63)
        tg:spawn("f69", f69)
        sleep(0)
        say("w2.f55.f58 75")
        sleep(0)
        say("w2.f55.f58 77")
      end)
        if is(e, ErrorGroup) then say("w2.f55.f58 62 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        sleep(1)
        say("w2.f55.f58 80")
      end)
        if is(e, Cancelled) then say("w2.f55.f58 78 cancelled err")
          error("X78", 0)
        elseif not ok then error(e, 0) end end
      return "f58"
    end
    do local ok, e = pcall(function() say("w2.f55 57 " .. wait_for(5, spawn("f58", f58))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f55 57 err " .. kind(e)) else error(e, 0) end end end
    ev:set()
    sleep(2)
    say("w2.f55 83")
    return "f55"
  end
  local function f84()
    say("w2.f84 85")
    say("w2.f84 87")
    ev:wait()
    say("w2.f84 89 ev")
    error("E90", 0)
  end
  do local ok, e = pcall(function() say("w2 51 got " .. table.concat({ gather { spawn("f52", f52), spawn("f55", f55), spawn("f84", f84) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 51 err " .. kind(e)) else error(e, 0) end end end
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(1)
  say("w2 93")
  say("w2 count " .. current():cancelling())
  say("w2 95 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    say("w3 got " .. q:get())
    local function f99()
      say("w3.f99 100")
      sleep(2)
      say("w3.f99 102")
      sleep(2)
      say("w3.f99 104")
      sleep(3)
      say("w3.f99 106")
      return "f99"
    end
    do local ok, e = pcall(function() say("w3 98 got " .. table.concat({ gather { spawn("f99", f99) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 98 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w3 96 timeout") elseif not ok then error(e, 0) end end
  ev:wait()
  say("w3 108 ev")
  sleep(1)
  say("w3 110")
  sleep(5)
  say("w3 112")
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 114 end")
end
local function w4()
  sleep(0)
  say("w4 116")
  local function f118()
    say("w4.f118 119")
    sleep(0)
    say("w4.f118 121")
    return "f118"
  end
  local function f122()
    say("w4.f122 123")
    ev:set()
    return "f122"
  end
  local function f125()
    say("w4.f125 126")
    say("w4.f125 128")
    current():cancel()
    return "f125"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f118", f118), spawn("f122", f122), spawn("f125", f125) }, { timeout = 1 }) do say("w4 117 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 117 err " .. kind(e)) else error(e, 0) end end end
  say("w4 130 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(5)
say('main ends')

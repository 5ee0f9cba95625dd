-- random program 291
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
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 2 woken")
  end
  local function f4()
    say("w1.f4 5")
    do local _ <close> = defer(function()
      sleep(1)
      say("w1.f4 6 finally")
    end)
      if not q:empty() then say("w1.f4 took " .. q:get_nowait()) end
      say("w1.f4 count " .. current():cancelling())
      say("w1.f4 size " .. q:size())
    end
    current():cancel()
    sleep(1)
    say("w1.f4 12")
    return "f4"
  end
  local function f13()
    say("w1.f13 14")
    say("w1.f13 size " .. q:size())
    if not q:empty() then say("w1.f13 took " .. q:get_nowait()) end
    if T.w1 then say("w1.f13 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f13"
  end
  local function f18()
    say("w1.f18 19")
    sleep(3)
    say("w1.f18 21")
    sleep(1)
    say("w1.f18 23")
    error("E24", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f4", f4), spawn("f13", f13), spawn("f18", f18) }, { timeout = nil }) do say("w1 3 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
  say("w1 25 end")
end
local function w2()
  say("w2 27")
  do local ok, e = pcall(timeout, 2, function()
    say("w2 30")
    local function f32()
      say("w2.f32 33")
      sleep(1)
      say("w2.f32 35")
      return "f32"
    end
    local function f36()
      say("w2.f36 37")
      sleep(3)
      say("w2.f36 39")
      if not q:full() then q:put_nowait(40) end
      return "f36"
    end
    local function f41()
      say("w2.f41 42")
      do local ok, e = pcall(function()
        say("w2.f41 45")
        sleep(2)
        say("w2.f41 47")
      end)
        if is(e, Cancelled) then say("w2.f41 43 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      error("E48", 0)
    end
    do local ok, e = pcall(function() say("w2 31 got " .. table.concat({ gather { spawn("f32", f32), spawn("f36", f36), spawn("f41", f41) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2 31 err " .. kind(e)) else error(e, 0) end end end
    say("w2 size " .. q:size())
  end)
    if is(e, Timeout) then say("w2 28 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    local function f52()
      say("w2.f52 53")
      do local _ <close> = sm:hold()
        say("w2.f52 55 in")
        sleep(5)
        say("w2.f52 57")
        sleep(1)
        say("w2.f52 59")
        if T.w5 then say("w2.f52 cancels w5 " .. yn(T.w5:cancel())) end
      end
      local function f62()
        say("w2.f52.f62 63")
        sleep(3)
        say("w2.f52.f62 65")
        sleep(1)
        say("w2.f52.f62 67")
        say("w2.f52.f62 69")
        return "f62"
      end
      local function f70()
        say("w2.f52.f70 71")
        q:put(72)
        say("w2.f52.f70 73 put 72")
        if not q:empty() then say("w2.f52.f70 took " .. q:get_nowait()) end
        return "f70"
      end
      do local ok, e = pcall(function() say("w2.f52 61 got " .. table.concat({ gather { spawn("f62", f62), spawn("f70", f70) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f52 61 err " .. kind(e)) else error(e, 0) end end end
      return "f52"
    end
    local function f75()
      say("w2.f75 76")
      sleep(5)
      say("w2.f75 78")
      say("w2.f75 count " .. current():cancelling())
      sleep(0)
      say("w2.f75 81")
      return "f75"
    end
    local function f82()
      say("w2.f82 83")
      sleep(3)
      say("w2.f82 85")
      if not q:full() then q:put_nowait(86) end
      sleep(0)
      say("w2.f82 88")
      error("E89", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f52", f52), spawn("f75", f75), spawn("f82", f82) }, { timeout = nil }) do say("w2 51 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 51 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    ev:set()
  end)
    if is(e, Timeout) then say("w2 50 timeout") elseif not ok then error(e, 0) end end
  say("w2 92 end")
end
local function w3()
  if not q:full() then q:put_nowait(93) end
  do local _ <close> = lk:hold()
    say("w3 95 in")
    local function f97()
      say("w3.f97 98")
      do local _ <close> = sm:hold()
        say("w3.f97 100 in")
        say("w3.f97 102")
        ev:clear()
        sleep(3)
        say("w3.f97 105")
      end
      return "f97"
    end
    local function f106()
      say("w3.f106 107")
      if T.w3 then say("w3.f106 cancels w3 " .. yn(T.w3:cancel())) end
      return "f106"
    end
    local function f109()
      say("w3.f109 110")
      sleep(0)
      say("w3.f109 112")
      sleep(3)
      say("w3.f109 114")
      return "f109"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f97", f97), spawn("f106", f106), spawn("f109", f109) }, { timeout = 1 }) do say("w3 96 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 96 err " .. kind(e)) else error(e, 0) end end end
    say("w3 116")
  end
  say("w3 117 end")
end
local function w4()
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 120 woken")
  end
  do local ok, e = pcall(timeout, 0, function()
    say("w4 123")
    q:put(124)
    say("w4 125 put 124")
    sleep(3)
    say("w4 127")
  end)
    if is(e, Timeout) then say("w4 121 timeout") elseif not ok then error(e, 0) end end
  say("w4 128 end")
end
local function w5()
  sleep(0)
  say("w5 130")
  ev:clear()
  q:put(132)
  say("w5 133 put 132")
  sleep(0)
  say("w5 135")
  say("w5 136 end")
end
local function w6()
  if T.w5 then say("w6 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 139")
  say("w6 count " .. current():cancelling())
  say("w6 141 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(10)
say('main ends')

-- random program 115
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 4")
    local function f6()
      say("w1.f6 7")
      do local _ <close> = lk:hold()
        say("w1.f6 9 in")
        say("w1.f6 11")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end
      ev:wait()
      say("w1.f6 14 ev")
      sleep(1)
      say("w1.f6 16")
      return "f6"
    end
    local function f17()
      say("w1.f17 18")
      local function f20()
        say("w1.f17.f20 21")
        ev:set()
        sleep(1)
        say("w1.f17.f20 24")
        sleep(5)
        say("w1.f17.f20 26")
        error("E27", 0)
      end
      local function f28()
        say("w1.f17.f28 29")
        if not q:empty() then say("w1.f17.f28 took " .. q:get_nowait()) end
        error("E31", 0)
      end
      local function f32()
        say("w1.f17.f32 33")
        current():cancel()
        error("E35", 0)
      end
      do local ok, e = pcall(function() say("w1.f17 19 got " .. table.concat({ gather { spawn("f20", f20), spawn("f28", f28), spawn("f32", f32) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f17 19 err " .. kind(e)) else error(e, 0) end end end
      return "f17"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6), spawn("f17", f17) }, { timeout = nil }) do say("w1 5 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
    say("w1 count " .. current():cancelling())
  end
  do local ok, e = pcall(timeout, 2, function()
    if not q:full() then q:put_nowait(38) end
    do local _ <close> = defer(function()
      say("w1 39 finally")
    end)
      say("w1 got " .. q:get())
      say("w1 barrier " .. br:wait())
    end
    say("w1 size " .. q:size())
  end)
    if is(e, Timeout) then say("w1 37 timeout") elseif not ok then error(e, 0) end end
  say("w1 43 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 44 ok") elseif type(e) == "string" then say("w2 44 err " .. kind(e)) else error(e, 0) end end
  if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f47()
    say("w2.f47 48")
    say("w2.f47 size " .. q:size())
    return "f47"
  end
  local function f50()
    say("w2.f50 51")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w2.f50 54")
    return "f50"
  end
  local function f55()
    say("w2.f55 56")
    if T.w3 then say("w2.f55 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w2.f55 59")
    error("E60", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f47", f47)
    tg:spawn("f50", f50)
    tg:spawn("f55", f55)
  end)
    if is(e, ErrorGroup) then say("w2 46 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 62")
  current():cancel()
  say("w2 64 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local _ <close> = sm:hold()
    say("w3 67 in")
    q:put(68)
    say("w3 69 put 68")
    sleep(5)
    say("w3 71")
  end
  sleep(0)
  say("w3 73")
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  q:put(75)
  say("w3 76 put 75")
  say("w3 77 end")
end
local function w4()
  do local ok, e = pcall(function() T.w3:await() end)
    if ok then say("w4 78 ok") elseif type(e) == "string" then say("w4 78 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w4 80 in")
    local function f82()
      say("w4.f82 83")
      do local ok, e = pcall(timeout, 5, function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        sleep(1)
        say("w4.f82 87")
        say("w4.f82 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w4.f82 84 timeout") elseif not ok then error(e, 0) end end
      q:put(89)
      say("w4.f82 90 put 89")
      return "f82"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f82", f82)
    end)
      if is(e, ErrorGroup) then say("w4 81 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w4 92")
    sleep(0)
    say("w4 94")
  end
  say("w4 95 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(3)
if not q:full() then q:put_nowait(0) end
sleep(1)
sleep(2)
ev:set()
sleep(5)
say('main ends')

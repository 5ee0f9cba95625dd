-- random program 49
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
  local function f2()
    say("w1.f2 3")
    sleep(0)
    say("w1.f2 5")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local ok, e = pcall(function()
      local function f9()
        say("w1.f2.f9 10")
        ev:set()
        if T.w3 then say("w1.f2.f9 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f2.f9 14")
        return "f9"
      end
      local function f15()
        say("w1.f2.f15 16")
        ev:set()
        return "f15"
      end
      local function f18()
        say("w1.f2.f18 19")
        if not q:empty() then say("w1.f2.f18 took " .. q:get_nowait()) end
        return "f18"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f9", f9), spawn("f15", f15), spawn("f18", f18) }, { timeout = 2 }) do say("w1.f2 8 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 8 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w1.f2 7 cancelled err")
        error("X7", 0)
      elseif not ok then error(e, 0) end end
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(2, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  say("w1 size " .. q:size())
  say("w1 size " .. q:size())
  sleep(2)
  say("w1 24")
  say("w1 25 end")
end
local function w2()
  sleep(1)
  say("w2 27")
  local function f29()
    say("w2.f29 30")
    do local _ <close> = lk:hold()
      say("w2.f29 32 in")
      local function f34()
        say("w2.f29.f34 35")
        ev:clear()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f29.f34 37 ok") elseif type(e) == "string" then say("w2.f29.f34 37 err " .. kind(e)) else error(e, 0) end end
        return "f34"
      end
      do local ok, e = pcall(function() say("w2.f29 33 got " .. table.concat({ gather { spawn("f34", f34) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f29 33 err " .. kind(e)) else error(e, 0) end end end
    end
    if T.w4 then say("w2.f29 cancels w4 " .. yn(T.w4:cancel())) end
    if not q:full() then q:put_nowait(39) end
    return "f29"
  end
  local function f40()
    say("w2.f40 41")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w2.f40 45")
    error("E46", 0)
  end
  local function f47()
    say("w2.f47 48")
    ev:wait()
    say("w2.f47 50 ev")
    error("E51", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f29", f29)
    tg:spawn("f40", f40)
    tg:spawn("f47", f47)
  end)
    if is(e, ErrorGroup) then say("w2 28 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 got " .. q:get())
  say("w2 53 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = defer(function()
      sleep(2)
      say("w3 55 finally")
    end)
      do local _ <close> = defer(function()
        sleep(3)
        say("w3 56 finally")
      end)
        sleep(0)
        say("w3 58")
        if not q:empty() then say("w3 took " .. q:get_nowait()) end
      end
      if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
    end
  end)
    if is(e, Timeout) then say("w3 54 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w3 62")
  say("w3 63 end")
end
local function w4()
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  do local _ <close> = lk:hold()
    say("w4 66 in")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w4 67 ok") elseif type(e) == "string" then say("w4 67 err " .. kind(e)) else error(e, 0) end end
    say("w4 got " .. q:get())
    say("w4 got " .. q:get())
  end
  say("w4 got " .. q:get())
  say("w4 71 end")
end
local function w5()
  say("w5 size " .. q:size())
  ev:set()
  say("w5 74 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
say('main cancels w5 ' .. yn(T.w5:cancel()))
sleep(10)
say('main ends')

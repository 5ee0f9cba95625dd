-- random program 25
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
  sleep(1)
  say("w1 2")
  sleep(1)
  say("w1 4")
  say("w1 6")
  do local ok, e = pcall(timeout, 0, function()
    ev:set()
    say("w1 10")
    if not q:full() then q:put_nowait(11) end
  end)
    if is(e, Timeout) then say("w1 7 timeout") elseif not ok then error(e, 0) end end
  local function f13()
    say("w1.f13 14")
    say("w1.f13 got " .. q:get())
    local function f17()
      say("w1.f13.f17 18")
      local function f20()
        say("w1.f13.f17.f20 21")
        sleep(0)
        say("w1.f13.f17.f20 23")
        if T.w3 then say("w1.f13.f17.f20 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f13.f17.f20 got " .. q:get())
        return "f20"
      end
      local function f26()
        say("w1.f13.f17.f26 27")
        sleep(3)
        say("w1.f13.f17.f26 29")
        error("E30", 0)
      end
      for _, x in ipairs(gather({ spawn("f20", f20), spawn("f26", f26) }, { return_errors = true })) do
        say("w1.f13.f17 19 " .. (x.ok and x.value or kind(x.error)))
      end
      do local ok, e = pcall(timeout, 0, function()
        sleep(0)
        say("w1.f13.f17 33")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        sleep(1)
        say("w1.f13.f17 36")
      end)
        if is(e, Timeout) then say("w1.f13.f17 31 timeout") elseif not ok then error(e, 0) end end
      return "f17"
    end
    do local ok, e = pcall(function() say("w1.f13 16 " .. wait_for(5, spawn("f17", f17))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f13 16 err " .. kind(e)) else error(e, 0) end end end
    return "f13"
  end
  local function f37()
    say("w1.f37 38")
    say("w1.f37 size " .. q:size())
    local function f41()
      say("w1.f37.f41 42")
      do local ok, e = pcall(function()
        ev:wait()
        say("w1.f37.f41 45 ev")
        sleep(0)
        say("w1.f37.f41 47")
      end)
        if is(e, Cancelled) then say("w1.f37.f41 43 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        if T.w1 then say("w1.f37.f41 cancels w1 " .. yn(T.w1:cancel())) end
        if T.w1 then say("w1.f37.f41 cancels w1 " .. yn(T.w1:cancel())) end
        if not q:empty() then say("w1.f37.f41 took " .. q:get_nowait()) end
      end)
        if is(e, Timeout) then say("w1.f37.f41 48 timeout") elseif not ok then error(e, 0) end end
      return "f41"
    end
    local function f52()
      say("w1.f37.f52 53")
      sleep(1)
      say("w1.f37.f52 55")
      sleep(0)
      say("w1.f37.f52 57")
      error("E58", 0)
    end
    local function f59()
      say("w1.f37.f59 60")
      sleep(1)
      say("w1.f37.f59 62")
      return "f59"
    end
    for _, x in ipairs(gather({ spawn("f41", f41), spawn("f52", f52), spawn("f59", f59) }, { return_errors = true })) do
      say("w1.f37 40 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f37"
  end
  local function f63()
    say("w1.f63 64")
    sleep(1)
    say("w1.f63 66")
    say("w1.f63 68")
    return "f63"
  end
  for _, x in ipairs(gather({ spawn("f13", f13), spawn("f37", f37), spawn("f63", f63) }, { return_errors = true })) do
    say("w1 12 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 69 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 71 in")
    do local _ <close> = sm:hold()
      say("w2 73 in")
      local function f75()
        say("w2.f75 76")
        if not q:empty() then say("w2.f75 took " .. q:get_nowait()) end
        if T.w2 then say("w2.f75 cancels w2 " .. yn(T.w2:cancel())) end
        return "f75"
      end
      local function f79()
        say("w2.f79 80")
        ev:clear()
        return "f79"
      end
      do local ok, e = pcall(function() say("w2 74 got " .. table.concat({ gather { spawn("f75", f75), spawn("f79", f79) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 74 err " .. kind(e)) else error(e, 0) end end end
      say("w2 83")
    end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 84 ok") elseif type(e) == "string" then say("w2 84 err " .. kind(e)) else error(e, 0) end end
  end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 85 ok") elseif type(e) == "string" then say("w2 85 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w2 87")
  current():cancel()
  ev:clear()
  say("w2 90 end")
end
local function w3()
  sleep(5)
  say("w3 92")
  q:put(93)
  say("w3 94 put 93")
  say("w3 95 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
sleep(1)
sleep(2)
sleep(0)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')

-- random program 191
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
  sleep(0)
  say("w1 2")
  sleep(2)
  say("w1 4")
  do local _ <close> = defer(function()
    sleep(2)
    say("w1 5 finally")
  end)
    sleep(1)
    say("w1 7")
  end
  say("w1 9")
  say("w1 11")
  say("w1 12 end")
end
local function w2()
  say("w2 14")
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 15 ok") elseif type(e) == "string" then say("w2 15 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w2 17 in")
    say("w2 19")
  end
  do local _ <close> = sm:hold()
    say("w2 21 in")
    say("w2 size " .. q:size())
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    local function f25()
      say("w2.f25 26")
      do local _ <close> = defer(function()
        say("w2.f25 27 finally")
      end)
        if not q:full() then q:put_nowait(28) end
        if T.w4 then say("w2.f25 cancels w4 " .. yn(T.w4:cancel())) end
      end
      local function f31()
        say("w2.f25.f31 32")
        say("w2.f25.f31 34")
        sleep(0)
        say("w2.f25.f31 36")
        return "f31"
      end
      local function f37()
        say("w2.f25.f37 38")
        sleep(2)
        say("w2.f25.f37 40")
        ev:wait()
        say("w2.f25.f37 42 ev")
        return "f37"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f31", f31)
        tg:spawn("f37", f37)
        sleep(0)
        say("w2.f25 44")
        ev:clear()
      end)
        if is(e, ErrorGroup) then say("w2.f25 30 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f25"
    end
    local function f46()
      say("w2.f46 47")
      do local _ <close> = sm:hold()
        say("w2.f46 49 in")
        say("w2.f46 51")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        sleep(5)
        say("w2.f46 54")
      end
      sleep(0)
      say("w2.f46 56")
      return "f46"
    end
    local function f57()
      say("w2.f57 58")
      local function f60()
        say("w2.f57.f60 61")
        sleep(2)
        say("w2.f57.f60 63")
        return "f60"
      end
      local function f64()
        say("w2.f57.f64 65")
        ev:clear()
        ev:set()
        error("E68", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f60", f60)
        tg:spawn("f64", f64)
        if T.w3 then say("w2.f57 cancels w3 " .. yn(T.w3:cancel())) end
        ev:clear()
        if not q:full() then q:put_nowait(71) end
      end)
        if is(e, ErrorGroup) then say("w2.f57 59 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f57 73 in")
        if T.w3 then say("w2.f57 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        current():cancel()
        if T.w1 then say("w2.f57 cancels w1 " .. yn(T.w1:cancel())) end
      end
      return "f57"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25), spawn("f46", f46), spawn("f57", f57) }, { timeout = nil }) do say("w2 24 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 24 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w2 77 end")
end
local function w3()
  say("w3 size " .. q:size())
  do local _ <close> = defer(function()
    sleep(0)
    say("w3 79 finally")
  end)
    sleep(1)
    say("w3 81")
  end
  local function f83()
    say("w3.f83 84")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f83"
  end
  do local ok, e = pcall(function() say("w3 82 " .. wait_for(0, spawn("f83", f83))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 82 err " .. kind(e)) else error(e, 0) end end end
  say("w3 86 end")
end
local function w4()
  ev:set()
  local function f89()
    say("w4.f89 90")
    say("w4.f89 92")
    return "f89"
  end
  local function f93()
    say("w4.f93 94")
    if not q:full() then q:put_nowait(95) end
    return "f93"
  end
  for _, x in ipairs(gather({ spawn("f89", f89), spawn("f93", f93) }, { return_errors = true })) do
    say("w4 88 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w4 98 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')

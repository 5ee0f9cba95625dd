-- random program 194
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
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 2 woken")
  end
  say("w1 count " .. current():cancelling())
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(timeout, 2, function()
      ev:wait()
      say("w1 7 ev")
      local function f9()
        say("w1.f9 10")
        sleep(2)
        say("w1.f9 12")
        sleep(1)
        say("w1.f9 14")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f9"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f9", f9) }, { timeout = 1 }) do say("w1 8 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w1 16 cancelled cleanup")
        sleep(1)
        say("w1 16 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 3, function()
      do local ok, e = pcall(function()
        sleep(0)
        say("w1 21")
        q:put(22)
        say("w1 23 put 22")
      end)
        if is(e, Cancelled) then say("w1 19 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1 18 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 5, function()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 26 woken")
    end
    say("w1 count " .. current():cancelling())
    local function f29()
      say("w1.f29 30")
      q:put(31)
      say("w1.f29 32 put 31")
      do local ok, e = pcall(timeout, 5, function()
        if T.w2 then say("w1.f29 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w3 then say("w1.f29 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f29 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1.f29 33 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 5, function()
        sleep(2)
        say("w1.f29 39")
        q:put(40)
        say("w1.f29 41 put 40")
      end)
        if is(e, Timeout) then say("w1.f29 37 timeout") elseif not ok then error(e, 0) end end
      return "f29"
    end
    local function f42()
      say("w1.f42 43")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local _ <close> = lk:hold()
        say("w1.f42 46 in")
        if T.w1 then say("w1.f42 cancels w1 " .. yn(T.w1:cancel())) end
        if not q:full() then q:put_nowait(48) end
        q:put(49)
        say("w1.f42 50 put 49")
      end
      error("E51", 0)
    end
    local function f52()
      say("w1.f52 53")
      if not q:full() then q:put_nowait(54) end
      return "f52"
    end
    do local ok, e = pcall(function() say("w1 28 got " .. table.concat({ gather { spawn("f29", f29), spawn("f42", f42), spawn("f52", f52) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 28 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w1 24 timeout") elseif not ok then error(e, 0) end end
  say("w1 55 end")
end
local function w2()
  sleep(2)
  say("w2 57")
  sleep(0)
  say("w2 59")
  say("w2 60 end")
end
local function w3()
  q:put(61)
  say("w3 62 put 61")
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w3 63 ok") elseif type(e) == "string" then say("w3 63 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w3 65 in")
    sleep(1)
    say("w3 67")
    q:put(68)
    say("w3 69 put 68")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end
  say("w3 count " .. current():cancelling())
  sleep(2)
  say("w3 73")
  say("w3 74 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
sleep(5)
say('main ends')
